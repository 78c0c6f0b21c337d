import type { DuckDBMaterializedResult, DuckDBResult } from '@duckdb/node-api';
import type { PooledConnection } from '../database/connections.ts';
import { SqlError } from '../engine.ts';
import { parameterText } from '../syntax/tokens.ts';
import type { Call } from './context.ts';
import type { Plan } from './plan-query.ts';

/** Runs a plan with the call's parameters, each bound as text that the database casts. */
export async function runPlan(plan: Plan, call: Call, connection: PooledConnection): Promise<DuckDBMaterializedResult> {
  // Not a statement that was prepared before the transaction: its plan counts on the values of that time.
  return connection.duckdb.run(plan.sql, valuesOf(plan, call));
}

/** Runs a plan in the same way, but its rows are made while `read` reads them. */
export async function streamPlan<T>(
  plan: Plan,
  call: Call,
  { duckdb }: PooledConnection,
  read: (result: DuckDBResult) => Promise<T>,
): Promise<T> {
  return read(await duckdb.stream(plan.sql, valuesOf(plan, call)));
}

function valuesOf(plan: Plan, call: Call): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of plan.parameterNames) {
    const value = call.parameters.get(name);
    if (value === undefined) throw missingParameter(call, name);
    values[parameterText(name).slice(1)] = value;
  }
  return values;
}

/** A parameter without a value reaches the real service's parser as it stands. */
function missingParameter(call: Call, name: string): SqlError {
  const start = call.tokens.find((token) => token.kind === 'parameter' && token.value === name)?.start ?? 0;
  return new SqlError(`ERROR: syntax error at or near ":"\n  Position: ${start + 1}`);
}
