import { randomUUID } from 'node:crypto';
import { ServiceError } from '../aws-json.ts';
import type { Principal } from '../iam/iam.ts';
import { type Engine, SqlError, StatementCancelledError, type StatementResult } from '../redshift/engine.ts';
import { resultBytes } from './field.ts';
import type { Connection } from './workgroup.ts';

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeStatement.html */
export type Status = 'SUBMITTED' | 'PICKED' | 'STARTED' | 'FINISHED' | 'FAILED' | 'ABORTED';

/** What a caller asks to run. */
export interface Submission {
  readonly sql: string;
  readonly parameters: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  readonly connection: Connection;
  readonly clientToken: string | undefined;
}

/** A statement from its submission on; whoever reads it sees where it stands. */
export interface StatementRecord extends Submission {
  readonly id: string;
  readonly owner: Principal;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly status: Status;
  readonly redshiftPid: number;
  readonly redshiftQueryId: number;
  readonly durationNs: number | undefined;
  readonly error: string | undefined;
  readonly result: StatementResult | undefined;
  /** Bytes of the result's values. */
  readonly resultSize: number;
}

/** The statements that were submitted, with the results of those that finished. */
export interface StatementStore {
  /** Hands a statement to the engine. Throws ServiceError ActiveStatementsExceededException. */
  submit(owner: Principal, submission: Submission): StatementRecord;
  /** The statement of an id, unless it is gone. */
  find(id: string): StatementRecord | undefined;
  /** The statement that a principal submitted with this client token in the last 8 hours. */
  findByClientToken(owner: Principal, clientToken: string): StatementRecord | undefined;
  /** Waits until a statement has ended, `seconds` at the longest. */
  wait(statement: StatementRecord, seconds: number): Promise<void>;
}

/** How long and how many statements are kept. */
export interface StatementStoreOptions {
  readonly engine: Engine;
  readonly clock: () => number;
  /** Told of whatever the engine threw that is no error of SQL. */
  readonly onError: (error: unknown) => void;
  /** Bytes of statements and results kept in memory; beyond, the oldest go before their time. @default 256 MiB */
  readonly maxBytes?: number;
}

type MutableRecord = { -readonly [Key in keyof StatementRecord]: StatementRecord[Key] } & { ended: Promise<void> };

const hourMs = 3_600_000;
const keptMs = 24 * hourMs;
const clientTokenMs = 8 * hourMs;

/** The Data API's quota of statements under way in a workgroup. */
const maxActive = 500;

/** Whether a statement has ended. */
export function isFinal(status: Status): boolean {
  return status === 'FINISHED' || status === 'FAILED' || status === 'ABORTED';
}

/** Makes an empty store in front of an engine. */
export function createStatementStore(options: StatementStoreOptions): StatementStore {
  const { engine, clock, onError, maxBytes = 256 * 1024 * 1024 } = options;
  const statements = new Map<string, MutableRecord>();
  const clientTokens = new Map<string, string>();
  const active = new Map<string, number>();
  let bytes = 0;
  let lastQueryId = 0;

  /** The map is in order of submission: the first to have time left ends the search. */
  function forgetOld(): void {
    for (const statement of statements.values()) {
      if (!isFinal(statement.status)) continue;
      if (bytes <= maxBytes && clock() - statement.updatedAt < keptMs) return;
      statements.delete(statement.id);
      bytes -= memoryOf(statement);
      if (statement.clientToken) clientTokens.delete(tokenKey(statement.owner, statement.clientToken));
    }
  }

  function countActive(workgroup: string, change: 1 | -1): void {
    active.set(workgroup, (active.get(workgroup) ?? 0) + change);
  }

  async function run(statement: MutableRecord): Promise<void> {
    const { name } = statement.connection.workgroup;
    countActive(name, 1);
    try {
      await execute(engine, statement, clock);
    } catch (error) {
      settle(statement, error instanceof StatementCancelledError ? 'ABORTED' : 'FAILED', clock);
      if (statement.status === 'FAILED') statement.error = error instanceof Error ? error.message : String(error);
      if (!(error instanceof SqlError || error instanceof StatementCancelledError)) onError(error);
    }
    countActive(name, -1);
    bytes += memoryOf(statement);
  }

  return {
    submit(owner, submission) {
      forgetOld();
      if ((active.get(submission.connection.workgroup.name) ?? 0) >= maxActive) {
        const message = `Active statements exceeded the allowed quota (${maxActive}).`;
        throw new ServiceError('ActiveStatementsExceededException', message);
      }
      lastQueryId++;
      const statement = newRecord(owner, submission, lastQueryId, clock());
      statements.set(statement.id, statement);
      if (submission.clientToken) clientTokens.set(tokenKey(owner, submission.clientToken), statement.id);
      statement.ended = run(statement);
      return statement;
    },
    find(id) {
      const statement = statements.get(id);
      const isOld = statement && isFinal(statement.status) && clock() - statement.updatedAt >= keptMs;
      return isOld ? undefined : statement;
    },
    findByClientToken(owner, clientToken) {
      const statement = statements.get(clientTokens.get(tokenKey(owner, clientToken)) ?? '');
      return statement && clock() - statement.createdAt < clientTokenMs ? statement : undefined;
    },
    async wait({ id }, seconds) {
      const statement = statements.get(id);
      if (!statement || isFinal(statement.status)) return;
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, seconds * 1_000);
      });
      await Promise.race([statement.ended, timeout]);
      clearTimeout(timer);
    },
  };
}

async function execute(engine: Engine, statement: MutableRecord, clock: () => number): Promise<void> {
  // Whoever asked without waiting is answered SUBMITTED. There is no queue here: PICKED lasts no time.
  await Promise.resolve();
  const { id, sql, parameters, connection } = statement;
  const { workgroup, database, dbUser: user } = connection;
  if (database !== workgroup.database) throw new SqlError(`FATAL: database "${database}" does not exist`);
  statement.status = 'STARTED';
  statement.updatedAt = clock();
  const startedAt = performance.now();
  try {
    statement.result = await engine.execute({ id, sql, parameters, user, database });
    statement.resultSize = resultBytes(statement.result);
    settle(statement, 'FINISHED', clock);
  } finally {
    statement.durationNs = Math.round((performance.now() - startedAt) * 1e6);
  }
}

function settle(statement: MutableRecord, status: Status, clock: () => number): void {
  statement.status = status;
  statement.updatedAt = clock();
}

function newRecord(owner: Principal, submission: Submission, queryId: number, now: number): MutableRecord {
  return {
    ...submission,
    id: randomUUID(),
    owner,
    createdAt: now,
    updatedAt: now,
    status: 'SUBMITTED',
    redshiftPid: 1_073_741_824 + queryId,
    redshiftQueryId: queryId,
    durationNs: undefined,
    error: undefined,
    result: undefined,
    resultSize: 0,
    ended: Promise.resolve(),
  };
}

function tokenKey(owner: Principal, clientToken: string): string {
  return `${owner.userId} ${clientToken}`;
}

/** About what a statement holds in memory. */
function memoryOf({ sql, parameters, resultSize }: StatementRecord): number {
  return 2_000 + sql.length + resultSize + parameters.reduce((sum, { value }) => sum + value.length, 0);
}
