import { randomUUID } from 'node:crypto';
import type { Principal } from '../iam/iam.ts';
import { type Engine, SqlError, StatementCancelledError } from '../redshift/engine.ts';
import { resultBytes } from './field.ts';
import type { Status, Submission, SubmittedStatement } from './statement.ts';

/** What runs statements, and what they are told by. */
export interface StatementRunner {
  readonly engine: Engine;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Told of whatever the engine threw that is no error of SQL. */
  readonly onError: (error: unknown) => void;
}

type RunningStatement = { -readonly [Key in keyof SubmittedStatement]: SubmittedStatement[Key] };

/** Hands a statement to the engine; it is SUBMITTED when this returns and changes by itself from then on. */
export function runStatement(
  runner: StatementRunner,
  owner: Principal,
  submission: Submission,
  queryId: number,
): SubmittedStatement {
  const now = runner.clock();
  const statement: RunningStatement = {
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
  statement.ended = statement.ended.then(() => run(runner, statement));
  return statement;
}

async function run(runner: StatementRunner, statement: RunningStatement): Promise<void> {
  const startedAt = performance.now();
  let status: Status = 'FINISHED';
  try {
    await execute(runner, statement);
  } catch (error) {
    status = error instanceof StatementCancelledError ? 'ABORTED' : 'FAILED';
    if (status === 'FAILED') statement.error = error instanceof Error ? error.message : String(error);
    if (status === 'FAILED' && !(error instanceof SqlError)) runner.onError(error);
  }
  statement.durationNs = Math.round((performance.now() - startedAt) * 1e6);
  moveTo(statement, status, runner.clock);
}

async function execute({ engine, clock }: StatementRunner, statement: RunningStatement): Promise<void> {
  moveTo(statement, 'PICKED', clock);
  const { id, sql, parameters, connection } = statement;
  const { workgroup, database, dbUser: user } = connection;
  if (database !== workgroup.database) throw new SqlError(`FATAL: database "${database}" does not exist`);
  const running = engine.execute({ id, sql, parameters, user, database });
  moveTo(statement, 'STARTED', clock);
  statement.result = await running;
  statement.resultSize = resultBytes(statement.result);
}

function moveTo(statement: RunningStatement, status: Status, clock: () => number): void {
  statement.status = status;
  statement.updatedAt = clock();
}
