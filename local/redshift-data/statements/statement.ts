import type { StatementResult } from '../../redshift/engine.ts';
import type { Connection } from '../connection.ts';
import type { Session } from '../sessions/session.ts';
import type { Owner } from './owner.ts';

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeStatement.html */
export type Status = 'SUBMITTED' | 'PICKED' | 'STARTED' | 'FINISHED' | 'FAILED' | 'ABORTED';

/** How the statements of a batch are committed: all together or each by itself. */
export type ExecutionMode = 'TRANSACTION' | 'AUTO_COMMIT';

/** What a caller asks to run: one SQL text, or the texts of a batch. */
export interface Submission {
  readonly sqls: readonly string[];
  /** Undefined but for a batch. */
  readonly executionMode: ExecutionMode | undefined;
  readonly parameters: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  readonly connection: Connection;
  /** The session to run in; undefined opens a connection for this statement alone. */
  readonly session: Pick<Session, 'id' | 'sequence'> | undefined;
  readonly clientToken: string | undefined;
  /** Equal for equal requests. */
  readonly fingerprint: string;
  readonly statementName: string | undefined;
  readonly resultFormat: 'JSON' | 'CSV';
  readonly withEvent: boolean;
}

/** How far a piece of work has come; whoever reads it sees where it stands. */
export interface Progress {
  readonly status: Status;
  /** When the status last changed, ms since the epoch. */
  readonly updatedAt: number;
  /** Why it has FAILED. */
  readonly error: string | undefined;
}

/** One SQL text on its way through the database. */
export interface Execution extends Progress {
  /** The statement's own id, or that with `:n` for the n-th of a batch. */
  readonly id: string;
  readonly sql: string;
  readonly redshiftQueryId: number;
  readonly durationNs: number | undefined;
  /** Undefined until it has finished. */
  readonly outcome: Outcome | undefined;
  /** The rows themselves, which a restart forgets. */
  readonly result: StatementResult | undefined;
}

/** What a finished SQL text gave. */
export interface Outcome {
  readonly hasResultSet: boolean;
  /** Rows returned or changed. */
  readonly rowCount: number;
  /** Bytes of the result's values. */
  readonly resultSize: number;
}

/** A statement or a batch from its submission on. */
export interface SubmittedStatement extends Submission {
  readonly id: string;
  readonly owner: Owner;
  /** Counts submissions, from 1. */
  readonly sequence: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly redshiftPid: number;
  /** One for each SQL text, in order. */
  readonly executions: readonly Execution[];
  /** Of the whole: of a batch, or of the one execution itself. */
  readonly progress: Progress;
  /** Resolves, never rejects, once the status is final. */
  readonly ended: Promise<void>;
  /** Stops what runs and all that would follow; false when the end has come first. */
  cancel(): Promise<boolean>;
}

/** Whether a statement in this status has ended. */
export function isFinal(status: Status): boolean {
  return status === 'FINISHED' || status === 'FAILED' || status === 'ABORTED';
}

/** Whether any of a statement's SQL texts gave a result set, which may be empty. */
export function hasResultSet({ executions }: SubmittedStatement): boolean {
  return executions.some(({ outcome }) => outcome?.hasResultSet ?? false);
}

/** Waits until a statement has ended, `seconds` at the longest; undefined waits not at all. */
export async function waitUntilEnded(statement: SubmittedStatement, seconds: number | undefined): Promise<void> {
  if (seconds === undefined || isFinal(statement.progress.status)) return;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, seconds * 1_000);
  });
  await Promise.race([statement.ended, timeout]);
  clearTimeout(timer);
}
