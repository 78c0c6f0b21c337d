import { runBatch } from './run-batch.ts';
import { runExecution } from './run-execution.ts';
import type { RunningStatement, StatementRunner } from './running-statement.ts';

/** Runs a statement or a batch to its end; never rejects. */
export async function runStatement(runner: StatementRunner, statement: RunningStatement): Promise<void> {
  if (statement.executionMode !== undefined) return runBatch(runner, statement, statement.executionMode);
  const { executions, session } = statement;
  for (const execution of executions) await runExecution(runner, statement, execution, session?.id);
}
