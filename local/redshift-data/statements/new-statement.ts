import { randomUUID } from 'node:crypto';
import type { Owner } from './owner.ts';
import type { RunningExecution, RunningStatement } from './running-statement.ts';
import type { Submission } from './statement.ts';

/** Process ids of the database look like this on Redshift Serverless. */
const firstPid = 1_073_741_824;

/** A statement or a batch as it is SUBMITTED; the first of its SQL texts gets query id `sequence`. */
export function newStatement(
  owner: Owner,
  submission: Submission,
  sequence: number,
  now: number,
): Omit<RunningStatement, 'cancel' | 'ended'> {
  const id = randomUUID();
  const isBatch = submission.executionMode !== undefined;
  const submitted = { status: 'SUBMITTED', updatedAt: now, error: undefined } as const;
  const executions = submission.sqls.map(
    (sql, index): RunningExecution => ({
      ...submitted,
      id: isBatch ? `${id}:${index + 1}` : id,
      sql,
      redshiftQueryId: sequence + index,
      durationNs: undefined,
      outcome: undefined,
      result: undefined,
    }),
  );
  const [alone] = executions;
  return {
    ...submission,
    id,
    owner,
    sequence,
    createdAt: now,
    // A session is one connection to the database, and so one process of it.
    redshiftPid: firstPid + (submission.session?.sequence ?? sequence),
    executions,
    progress: isBatch || !alone ? { ...submitted } : alone,
    run: { engineStatementId: undefined, isCancelled: false, isEnding: false },
  };
}
