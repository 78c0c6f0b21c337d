import { SqlError, type Statement, StatementCancelledError, type StatementResult } from '../../redshift/engine.ts';
import { resultBytes } from '../results/field.ts';
import { moveTo, type RunningExecution, type RunningStatement, type StatementRunner } from './running-statement.ts';

/** Runs one SQL text of a statement to its end, in a session of the engine where one is named; never rejects. */
export async function runExecution(
  runner: StatementRunner,
  statement: RunningStatement,
  execution: RunningExecution,
  session?: string,
): Promise<void> {
  moveTo(execution, 'PICKED', runner);
  const startedAt = performance.now();
  const error = await failureOf(runner, async () => {
    const { id, sql, redshiftQueryId: queryId } = execution;
    const running = runInEngine(runner, statement, { id, sql, queryId, session });
    moveTo(execution, 'STARTED', runner);
    const result = await running;
    const { hasResultSet, rowCount } = result;
    execution.result = result;
    execution.outcome = { hasResultSet, rowCount, resultSize: resultBytes(result) };
  });
  execution.durationNs = Math.round((performance.now() - startedAt) * 1e6);
  if (error instanceof StatementCancelledError) return moveTo(execution, 'ABORTED', runner);
  execution.error = error?.message;
  moveTo(execution, error ? 'FAILED' : 'FINISHED', runner);
}

/** Runs a statement that the batch itself needs, such as COMMIT; gives what it failed with. */
export function runControl(
  runner: StatementRunner,
  statement: RunningStatement,
  sql: 'BEGIN' | 'COMMIT' | 'ROLLBACK',
  session: string,
): Promise<Error | undefined> {
  return failureOf(runner, () => runInEngine(runner, statement, { id: `${statement.id}:${sql}`, sql, session }));
}

async function runInEngine(
  { engine }: StatementRunner,
  { run, connection, parameters }: RunningStatement,
  { session, ...asked }: Pick<Statement, 'id' | 'sql' | 'queryId'> & { readonly session: string | undefined },
): Promise<StatementResult> {
  const { workgroup, database, dbUser: user } = connection;
  if (run.isCancelled && !run.isEnding) throw new StatementCancelledError('Cancelled before it was begun');
  if (database !== workgroup.database) throw new SqlError(`FATAL: database "${database}" does not exist`);
  run.engineStatementId = asked.id;
  try {
    return await engine.execute({ ...asked, parameters, user, database, ...(session !== undefined && { session }) });
  } finally {
    run.engineStatementId = undefined;
  }
}

async function failureOf({ onError }: StatementRunner, work: () => Promise<unknown>): Promise<Error | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof SqlError || error instanceof StatementCancelledError)) onError(error);
    return error instanceof Error ? error : new Error(String(error));
  }
}
