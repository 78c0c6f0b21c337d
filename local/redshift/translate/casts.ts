import { asToken, isGroup, type Node, newCall, newToken } from '../syntax/nodes.ts';
import { isName, isSymbol, isWord } from '../syntax/tokens.ts';
import { type ColumnType, readColumnType, typeTokens } from './column-type.ts';

/**
 * Rewrites casts: Redshift cuts a text to its length in bytes and takes a SUPER text out of its quotes; DuckDB does
 * neither, so that a cast to text becomes a call of a macro. Other casts only get DuckDB's type names.
 */
export function translateCasts(nodes: readonly Node[]): Node[] {
  const written: Node[] = [];
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    if (node === undefined) continue;
    const type = isSymbol(asToken(node), '::') ? readColumnType(nodes, at + 1) : undefined;
    if (type) {
      const operand = written.splice(operandStart(written));
      written.push(...cast(operand, type, node));
      at += type.length;
    } else if (isWord(asToken(node), 'cast') && isGroup(nodes[at + 1], '(')) {
      written.push(...translateCastCall(node, nodes[at + 1]));
      at += 1;
    } else {
      written.push(node);
    }
  }
  return written;
}

function translateCastCall(word: Node, group: Node | undefined): Node[] {
  const children = isGroup(group) ? group.children : [];
  const as = children.findLastIndex((child) => isWord(asToken(child), 'as'));
  const type = as < 0 ? undefined : readColumnType(children, as + 1);
  if (!type) return group ? [word, group] : [word];
  return cast(children.slice(0, as), type, word);
}

function cast(operand: readonly Node[], type: ColumnType, place: Node): Node[] {
  if (!type.isText) {
    return newCall(place, 'cast', [...operand, newToken(place, 'word', 'as'), ...typeTokens(type, place)]);
  }
  // An index in brackets makes the operand a SUPER for certain, which spares the database to look.
  const isSuper = operand.some((node) => isGroup(node, '['));
  const text = newCall(place, isSuper ? 'redshift_super_text' : 'redshift_text', operand);
  if (type.bytes === undefined) return text;
  const bytes = newToken(place, 'number', String(type.bytes));
  return newCall(place, 'redshift_cut', [...text, newToken(place, 'symbol', ','), bytes]);
}

const wordsBeforeParenthesis = new Set(
  (
    'in and or not when then else where on select by from having values using as any all some between like ilike ' +
    'distinct limit offset case union except intersect'
  ).split(' '),
);

/** Where the operand of a `::` begins that is written next: `::` binds tighter than any operator but `.` and `[]`. */
function operandStart(written: readonly Node[]): number {
  let at = written.length - 1;
  while (isGroup(written[at], '[')) at -= 1;
  const token = asToken(written[at]);
  if (isGroup(written[at], '(')) at = callStart(written, at);
  else if (isWord(token, 'end')) at = caseStart(written, at);
  while (at >= 2 && isSymbol(asToken(written[at - 1]), '.')) {
    at -= 2;
    while (at > 0 && isGroup(written[at], '[')) at -= 1;
  }
  return Math.max(at, 0);
}

function callStart(written: readonly Node[], group: number): number {
  const before = asToken(written[group - 1]);
  // f(...) OVER (...), f(...) FILTER (...): the call goes on to the left.
  if (isWord(before, 'over', 'filter') && isGroup(written[group - 2], '(')) return callStart(written, group - 2);
  return isName(before) && !(before.kind === 'word' && wordsBeforeParenthesis.has(before.value)) ? group - 1 : group;
}

function caseStart(written: readonly Node[], end: number): number {
  let depth = 1;
  let at = end;
  while (depth > 0 && at > 0) {
    at -= 1;
    if (isWord(asToken(written[at]), 'end')) depth += 1;
    if (isWord(asToken(written[at]), 'case')) depth -= 1;
  }
  return at;
}
