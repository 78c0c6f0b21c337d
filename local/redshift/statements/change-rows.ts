import { changedRows } from '../results/read-result.ts';
import { mainVerb } from '../syntax/main-verb.ts';
import type { Call, StatementHandler } from './context.ts';
import { type PlanInput, planQuery } from './plan-query.ts';
import { refuseIdentityValues } from './refuse-identity-values.ts';
import { runPlan } from './run-plan.ts';

/** INSERT INTO t [(columns)] { SELECT ... | VALUES ... | DEFAULT VALUES }. */
export const insert: StatementHandler = changeRows((call) => {
  call.reader.expect('insert', 'into');
  return { tokens: call.tokens, target: { relation: call.reader.qualifiedName(), privilege: 'insert' } };
});

/** [WITH ...] UPDATE t [[AS] alias] SET ... [FROM ...] [WHERE ...]. */
export const update: StatementHandler = changeRows((call) => {
  skipWith(call);
  call.reader.expect('update');
  return { tokens: call.tokens, target: { relation: call.reader.qualifiedName(), privilege: 'update' } };
});

/** [WITH ...] DELETE [FROM] t [[AS] alias] [USING ...] [WHERE ...]. */
export const deleteRows: StatementHandler = changeRows((call) => {
  skipWith(call);
  call.reader.expect('delete');
  call.reader.take('from');
  return { tokens: call.tokens, target: { relation: call.reader.qualifiedName(), privilege: 'delete' } };
});

function skipWith(call: Call): void {
  for (let skipped = mainVerb(call.tokens); skipped > 0; skipped -= 1) call.reader.next();
}

function changeRows(readInput: (call: Call) => PlanInput): StatementHandler {
  return (call, context) =>
    context.connections.change(call.run, async (connection) => {
      const plan = await planQuery(call, context, connection.duckdb, () => readInput(call));
      if (plan.target && plan.target.privilege !== 'delete') {
        await refuseIdentityValues(connection.duckdb, call.tokens, plan.target.relation);
      }
      return changedRows((await runPlan(plan, call, connection)).rowsChanged);
    });
}
