/** A value of a result row. BIGINT beyond 2^53, DECIMAL, dates and SUPER (as JSON text) are strings. */
export type Value = null | boolean | number | string;

/** What the Data API's ColumnMetadata tells about a column, with Redshift's type names (int4, varchar, super, ...). */
export interface Column {
  readonly name: string;
  readonly typeName: string;
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly nullable: boolean;
  /** Of a plain column. */
  readonly tableName?: string;
}

/** One SQL statement as a database user sends it. */
export interface Statement {
  /** Names the statement for `cancel`. */
  readonly id: string;
  readonly sql: string;
  /** Values bound to `:name` in the SQL; all are text, cast by the database. */
  readonly parameters: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  /** The database user, e.g. `IAMR:recourse-dev-predictions` or the admin's name. Created on first connect. */
  readonly user: string;
  readonly database: string;
  /** Statements that name the same session share its transaction, temporary tables and settings, one at a time. */
  readonly session?: string;
  /** Names the statement in Redshift's texts. */
  readonly queryId?: number;
}

/** What a finished statement gives back. */
export interface StatementResult {
  /** Empty when the statement has no result set. */
  readonly columns: readonly Column[];
  readonly rows: ReadonlyArray<readonly Value[]>;
  readonly hasResultSet: boolean;
  /** Rows returned or changed. */
  readonly rowCount: number;
}

/** Progress of a long piece of work in the engine: `done` of `total` (rows of a COPY, trees of a CREATE MODEL). */
export interface Progress {
  readonly work: 'copy' | 'train';
  /** Table or model. */
  readonly name: string;
  readonly done: number;
  readonly total: number;
}

/** What an emulated Redshift database can do. It runs in a thread of its own. */
export interface Engine {
  /** Rejects with SqlError (Redshift's text) or StatementCancelledError. */
  execute(statement: Statement): Promise<StatementResult>;
  /** Ends a session: rolls back what is open and drops its temporary tables; nothing when there is no such session. */
  closeSession(id: string): Promise<void>;
  /** Stops a running statement; false when no such statement runs. */
  cancel(id: string): Promise<boolean>;
  onProgress(listener: (progress: Progress) => void): void;
  /** Checkpoints and closes; a running statement is cancelled. */
  close(): Promise<void>;
}

/** The database refused a statement; `message` is Redshift's text, beginning with `ERROR: `. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
}

/** The statement took longer than statement_timeout allows; to its sender an SqlError like any other. */
export class StatementTimedOutError extends SqlError {
  /** @param queryId what Redshift calls the statement. */
  constructor(queryId: number | undefined, options?: ErrorOptions) {
    const query = queryId === undefined ? 'Query' : `Query (${queryId})`;
    super(`ERROR: ${query} cancelled on user's request`, options);
  }
}

/** The statement was cancelled by CancelStatement or by the engine's end. */
export class StatementCancelledError extends Error {
  override readonly name = 'StatementCancelledError';
}
