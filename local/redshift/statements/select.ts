import { readResult } from '../results/read-result.ts';
import type { StatementHandler } from './context.ts';
import { planQuery } from './plan-query.ts';
import { runPlan } from './run-plan.ts';

/** SELECT and WITH ... SELECT. */
export const select: StatementHandler = (call, context) =>
  context.connections.read(call.run, async (connection) => {
    const plan = await planQuery(call, context, connection.duckdb, () => ({
      tokens: call.tokens,
    }));
    return readResult(await runPlan(plan, call, connection), plan.columns);
  });
