import { SqlError } from '../engine.ts';
import type { Step } from './expression-tree.ts';
import { parseExpression } from './parse-expression.ts';
import { parseStep } from './parse-primary.ts';
import { isQueryAhead, parseAlias, parseIdentifier, parseNames, parseQuery } from './parse-query.ts';
import type { FromItem } from './query-tree.ts';
import type { TokenReader } from './token-reader.ts';
import { isSymbol, isWord, type Token } from './tokens.ts';

/** Reads the items behind FROM or USING. */
export function parseFromItems(reader: TokenReader): FromItem[] {
  const items = [parseJoined(reader)];
  while (reader.takeSymbol(',')) items.push(parseJoined(reader));
  return items;
}

function parseJoined(reader: TokenReader): FromItem {
  let left = parseItem(reader);
  for (;;) {
    const place = reader.peek();
    const type = parseJoinType(reader);
    if (type === undefined || place === undefined) return left;
    const right = parseItem(reader);
    left = { kind: 'join', place, left, right, type, ...parseCondition(reader, type) };
  }
}

function parseJoinType(reader: TokenReader): string | undefined {
  if (reader.take('cross')) return afterWord(reader, 'join', 'cross join');
  const natural = reader.take('natural') ? 'natural ' : '';
  const side = ['left', 'right', 'full'].find((word) => reader.take(word));
  if (side !== undefined) {
    reader.take('outer');
    return afterWord(reader, 'join', `${natural}${side} join`);
  }
  const isInner = reader.take('inner');
  if (reader.take('join')) return `${natural}join`;
  return natural !== '' || isInner ? reader.fail() : undefined;
}

function afterWord(reader: TokenReader, word: string, type: string): string {
  reader.expect(word);
  return type;
}

function parseCondition(reader: TokenReader, type: string) {
  const none = { on: undefined, using: [] as Token[] };
  if (type === 'cross join' || type.startsWith('natural')) return none;
  if (reader.take('using')) return { ...none, using: parseNames(reader) };
  reader.expect('on');
  return { ...none, on: parseExpression(reader) };
}

function parseItem(reader: TokenReader): FromItem {
  const place = reader.peek() ?? reader.fail();
  if (isSymbol(place, '(')) return parseDerived(reader, place);
  if (isWord(place, 'unpivot') && !isSymbol(reader.peek(1), '.')) return parseUnpivot(reader, place);
  // VALUES makes no table, and no item sees its neighbours.
  if (isWord(place, 'values', 'lateral') && isSymbol(reader.peek(1), '(')) reader.fail();
  reader.take('only');
  const path: Step[] = [{ name: parseIdentifier(reader) }];
  for (let step = parseStep(reader); step; step = parseStep(reader)) path.push(step);
  if (isSymbol(reader.peek(), '(')) throw tableFunction(path);
  refusePivot(reader);
  const alias = parseAlias(reader);
  const columns = alias && isSymbol(reader.peek(), '(') ? parseNames(reader) : [];
  const position = alias && reader.take('at') ? parseIdentifier(reader) : undefined;
  refusePivot(reader);
  return { kind: 'table', place, path, alias, columns, position };
}

/** Leader-node functions such as generate_series do not join tables, and the local engine has none of them. */
function tableFunction(path: readonly Step[]): SqlError {
  const names = path.flatMap((step) => ('name' in step ? [step.name.value] : []));
  return new SqlError(`ERROR: function ${names.join('.')}() in FROM is not supported by the local engine`);
}

function refusePivot(reader: TokenReader): void {
  if (isWord(reader.peek(), 'pivot', 'unpivot') && isSymbol(reader.peek(1), '(')) {
    const word = reader.next().value.toUpperCase();
    throw new SqlError(`ERROR: ${word} of a table is not supported by the local engine`);
  }
}

function parseDerived(reader: TokenReader, place: Token): FromItem {
  if (!isQueryAhead(reader)) {
    reader.expectSymbol('(');
    const item = parseJoined(reader);
    reader.expectSymbol(')');
    return item.kind === 'join' ? item : reader.fail();
  }
  // Parentheses may hold a query, or a join that begins with one.
  reader.expectSymbol('(');
  const query = parseQuery(reader);
  reader.expectSymbol(')');
  refusePivot(reader);
  const alias = parseAlias(reader);
  const columns = alias && isSymbol(reader.peek(), '(') ? parseNames(reader) : [];
  return { kind: 'derived', place, query, alias, columns };
}

function parseUnpivot(reader: TokenReader, place: Token): FromItem {
  reader.next();
  const operand = parseExpression(reader);
  reader.expect('as');
  const value = parseIdentifier(reader);
  const attribute = reader.take('at') ? parseIdentifier(reader) : undefined;
  return { kind: 'unpivot', place, operand, value, attribute };
}
