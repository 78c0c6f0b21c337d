import { runControl, runExecution } from './run-execution.ts';
import { moveTo, type RunningExecution, type RunningStatement, type StatementRunner } from './running-statement.ts';
import type { ExecutionMode } from './statement.ts';

/** AWS's own words, for what was not begun because something before it has failed. */
const notBegun = 'Connection or an prior query failed.';

/**
 * Runs the SQL texts of a batch one after the other in one session of the engine, its own unless the caller names one.
 *
 * In TRANSACTION the first failure ends the batch and undoes it, in AUTO_COMMIT each text stands for itself. What AWS
 * calls an AUTO_COMMIT batch of which a part has failed is not documented; here it has FAILED, so that nobody misses it.
 */
export async function runBatch(runner: StatementRunner, batch: RunningStatement, mode: ExecutionMode): Promise<void> {
  const { progress, run } = batch;
  const session = batch.session?.id ?? batch.id;
  moveTo(progress, 'PICKED', runner);
  moveTo(progress, 'STARTED', runner);
  const failure =
    mode === 'TRANSACTION' ? await runTransaction(runner, batch, session) : await runEach(runner, batch, session);
  if (!batch.session) await runner.engine.closeSession(session).catch(runner.onError);
  if (run.isCancelled) return moveTo(progress, 'ABORTED', runner);
  progress.error = failure;
  moveTo(progress, failure === undefined ? 'FINISHED' : 'FAILED', runner);
}

/** Gives what the transaction failed with. */
async function runTransaction(
  runner: StatementRunner,
  batch: RunningStatement,
  session: string,
): Promise<string | undefined> {
  const { executions, run } = batch;
  const refusal = await runControl(runner, batch, 'BEGIN', session);
  if (refusal) {
    for (const execution of executions) leaveOut(runner, execution);
    return refusal.message;
  }
  const failure = await runUntilFailure(runner, batch, session);
  run.isEnding = true;
  const isUndone = failure !== undefined || run.isCancelled;
  const unended = await runControl(runner, batch, isUndone ? 'ROLLBACK' : 'COMMIT', session);
  return failure ?? unended?.message;
}

async function runUntilFailure(
  runner: StatementRunner,
  batch: RunningStatement,
  session: string,
): Promise<string | undefined> {
  let failure: string | undefined;
  for (const [index, execution] of batch.executions.entries()) {
    if (failure !== undefined || batch.run.isCancelled) leaveOut(runner, execution);
    else {
      await runExecution(runner, batch, execution, session);
      failure = failureOf(execution, index);
    }
  }
  return failure;
}

/** Gives what the first of those that failed has failed with. */
async function runEach(runner: StatementRunner, batch: RunningStatement, session: string): Promise<string | undefined> {
  let failure: string | undefined;
  for (const [index, execution] of batch.executions.entries()) {
    if (batch.run.isCancelled) leaveOut(runner, execution);
    else await runExecution(runner, batch, execution, session);
    failure ??= failureOf(execution, index);
  }
  return failure;
}

function failureOf({ status, error }: RunningExecution, index: number): string | undefined {
  return status === 'FAILED' ? `Query #${index + 1} failed with ${error}` : undefined;
}

function leaveOut(runner: StatementRunner, execution: RunningExecution): void {
  execution.error = notBegun;
  moveTo(execution, 'ABORTED', runner);
}
