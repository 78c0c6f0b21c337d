import { changedRows } from '../results/read-result.ts';
import { mainVerb } from '../syntax/main-verb.ts';
import type { QualifiedName } from '../syntax/token-reader.ts';
import { isSymbol, isWord, type Token } from '../syntax/tokens.ts';
import type { Call, StatementHandler } from './context.ts';
import { type PlanInput, planQuery } from './plan-query.ts';
import { refuseIdentityValues } from './refuse-identity-values.ts';
import { runPlan } from './run-plan.ts';

/** INSERT INTO t [(columns)] { SELECT ... | VALUES ... }. */
export const insert: StatementHandler = changeRows((call) => {
  call.reader.expect('insert', 'into');
  const relation = call.reader.qualifiedName();
  const isColumnList = isSymbol(call.reader.peek(), '(') && !isWord(call.reader.peek(1), 'select', 'with', 'values');
  if (isColumnList) call.reader.group();
  if (!isWord(call.reader.peek(), 'select', 'with', 'values') && !isSymbol(call.reader.peek(), '(')) call.reader.fail();
  const query = call.reader.peek()?.start ?? 0;
  return {
    tokens: call.tokens,
    target: { relation, privilege: 'insert' },
    toSelect: (translated) => translated.slice(translated.findIndex((token) => token.start >= query)),
  };
});

/** [WITH ...] UPDATE t [[AS] alias] SET ... [FROM ...] [WHERE ...]. */
export const update: StatementHandler = changeRows((call) => {
  for (let skipped = mainVerb(call.tokens); skipped > 0; skipped -= 1) call.reader.next();
  call.reader.expect('update');
  const relation = call.reader.qualifiedName();
  return {
    tokens: call.tokens,
    target: { relation, privilege: 'update' },
    // `SET a = 1, b = x` reads what `SELECT a = 1, b = x` reads.
    toSelect: (translated) => {
      const verb = mainVerb(translated);
      const set = clauseStart(translated, verb, 'set');
      const target = translated.slice(verb + 1, set);
      const from = clauseStart(translated, set, 'from');
      const where = clauseStart(translated, set, 'where');
      const sources = from < where ? [comma, ...translated.slice(from + 1, where)] : [];
      const assignments = translated.slice(set + 1, Math.min(from, where));
      const expressions = translated.slice(0, verb);
      const reads = [word('select'), ...assignments, word('from'), ...target, ...sources, ...translated.slice(where)];
      return [...expressions, ...reads];
    },
  };
});

/** DELETE [FROM] t [[AS] alias] [USING ...] [WHERE ...]. */
export const deleteRows: StatementHandler = changeRows((call) => {
  call.reader.expect('delete');
  const hasFrom = call.reader.take('from');
  const relation: QualifiedName = call.reader.qualifiedName();
  const tokens = hasFrom ? call.tokens : [...call.tokens.slice(0, 1), word('from'), ...call.tokens.slice(1)];
  return {
    tokens,
    target: { relation, privilege: 'delete' },
    toSelect: (translated) => [
      word('select'),
      word('1'),
      ...translated.slice(1).map((token) => (isWord(token, 'using') ? comma : token)),
    ],
  };
});

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

/** Where a clause of the statement's own level begins; its length when there is none. */
function clauseStart(tokens: readonly Token[], after: number, name: string): number {
  let depth = 0;
  for (let at = after; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    if (depth === 0 && isWord(token, name) && !isWord(tokens[at - 1], 'distinct')) return at;
  }
  return tokens.length;
}

function word(text: string): Token {
  return { kind: 'word', text, value: text, start: 0, spaced: true };
}

const comma: Token = { kind: 'symbol', text: ',', value: ',', start: 0, spaced: false };
