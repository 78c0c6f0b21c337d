import type { Principal } from '../iam/iam.ts';
import type { StatementResult } from '../redshift/engine.ts';
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
export interface SubmittedStatement extends Submission {
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
  /** Resolves, never rejects, once the status is final. */
  readonly ended: Promise<void>;
}

/** Whether a statement in this status has ended. */
export function isFinal(status: Status): boolean {
  return status === 'FINISHED' || status === 'FAILED' || status === 'ABORTED';
}

/** Waits until a statement has ended, `seconds` at the longest; undefined waits not at all. */
export async function waitUntilEnded(statement: SubmittedStatement, seconds: number | undefined): Promise<void> {
  if (seconds === undefined || isFinal(statement.status)) return;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, seconds * 1_000);
  });
  await Promise.race([statement.ended, timeout]);
  clearTimeout(timer);
}
