import { SqlError } from '../engine.ts';
import type { Expression, OrderItem } from './expression-tree.ts';
import { parseExpression, parseSubquery } from './parse-expression.ts';
import { parseFromItems } from './parse-from.ts';
import type { GroupItem, Query, QueryBody, Select, SelectItem, SetOperation, WithClause } from './query-tree.ts';
import { isReserved } from './reserved-words.ts';
import type { TokenReader } from './token-reader.ts';
import { isName, isSymbol, isWord, type Token } from './tokens.ts';

/** True where `(` begins a query, not an expression. */
export function isQueryAhead(reader: TokenReader): boolean {
  let ahead = 0;
  while (isSymbol(reader.peek(ahead), '(')) ahead += 1;
  return ahead > 0 && isWord(reader.peek(ahead), 'select', 'with');
}

/** Reads a query with its WITH, ORDER BY and LIMIT. */
export function parseQuery(reader: TokenReader): Query {
  const place = reader.peek() ?? reader.fail();
  const withClause = parseWith(reader);
  const body = parseBody(reader);
  return { kind: 'query', place, with: withClause, body, ...parseTail(reader) };
}

function parseTail(reader: TokenReader): Pick<Query, 'orderBy' | 'limit' | 'offset'> {
  const orderBy = parseOrderBy(reader);
  let limit: Query['limit'];
  let offset: Expression | undefined;
  for (;;) {
    if (limit === undefined && reader.take('limit')) limit = reader.take('all') ? 'all' : parseExpression(reader);
    else if (offset === undefined && reader.take('offset')) {
      offset = parseExpression(reader);
      if (!reader.take('rows')) reader.take('row');
    } else return { orderBy, limit, offset };
  }
}

/** Reads `WITH [RECURSIVE] t [(columns)] AS (query), ...`. */
export function parseWith(reader: TokenReader): WithClause | undefined {
  if (!reader.take('with')) return undefined;
  const isRecursive = reader.take('recursive');
  const tables: Array<WithClause['tables'][number]> = [];
  do {
    const name = parseIdentifier(reader);
    const columns = isSymbol(reader.peek(), '(') ? parseNames(reader) : [];
    reader.expect('as');
    tables.push({ name, columns, query: parseSubquery(reader) });
  } while (reader.takeSymbol(','));
  return { isRecursive, tables };
}

function parseBody(reader: TokenReader): QueryBody {
  let left = parseIntersection(reader);
  for (;;) {
    const place = reader.peek();
    if (!isWord(place, 'union', 'except', 'minus') || !place) return left;
    left = { ...parseSetOperator(reader, place), left, right: parseIntersection(reader) };
  }
}

function parseIntersection(reader: TokenReader): QueryBody {
  let left = parseBlock(reader);
  for (;;) {
    const place = reader.peek();
    if (!isWord(place, 'intersect') || !place) return left;
    left = { ...parseSetOperator(reader, place), left, right: parseBlock(reader) };
  }
}

function parseSetOperator(reader: TokenReader, place: Token): Omit<SetOperation, 'left' | 'right'> {
  const word = reader.next().value;
  const operator = word === 'minus' ? 'except' : word === 'union' || word === 'except' ? word : 'intersect';
  const isAll = reader.take('all');
  if (!isAll) reader.take('distinct');
  if (isAll && operator !== 'union') throw new SqlError(`ERROR: ${word.toUpperCase()} ALL is not supported`);
  return { kind: 'set', place, operator, isAll };
}

function parseBlock(reader: TokenReader): QueryBody {
  const place = reader.peek() ?? reader.fail();
  if (isSymbol(place, '(')) return { kind: 'nested', place, query: parseSubquery(reader) };
  return parseSelect(reader, place);
}

function parseSelect(reader: TokenReader, place: Token): Select {
  reader.expect('select');
  const isDistinct = reader.take('distinct');
  if (isDistinct && isWord(reader.peek(), 'on')) reader.fail();
  if (!isDistinct) reader.take('all');
  const top = isWord(reader.peek(), 'top') ? parseTop(reader) : undefined;
  const items = parseItems(reader);
  const exclude = parseExclude(reader, items);
  if (isWord(reader.peek(), 'into')) throw new SqlError('ERROR: SELECT INTO is not supported by the local engine');
  const from = reader.take('from') ? parseFromItems(reader) : [];
  const where = reader.take('where') ? parseExpression(reader) : undefined;
  if (isWord(reader.peek(), 'connect', 'start') && isWord(reader.peek(1), 'by', 'with')) {
    throw new SqlError('ERROR: CONNECT BY is not supported by the local engine');
  }
  const groupBy = reader.take('group') ? parseGroupBy(reader) : [];
  const having = reader.take('having') ? parseExpression(reader) : undefined;
  const qualify = reader.take('qualify') ? parseExpression(reader) : undefined;
  return { kind: 'select', place, isDistinct, top, items, exclude, from, where, groupBy, having, qualify };
}

function parseTop(reader: TokenReader): Expression {
  reader.next();
  const place = reader.peek();
  if (place?.kind !== 'number' && place?.kind !== 'parameter') reader.fail();
  return { kind: 'literal', literal: 'number', place: reader.next() };
}

function parseItems(reader: TokenReader): SelectItem[] {
  const items: SelectItem[] = [];
  do {
    const star = reader.peek();
    if (star && reader.takeSymbol('*'))
      items.push({ expression: { kind: 'star', place: star, qualifier: [] }, alias: undefined });
    else {
      const expression = parseExpression(reader);
      items.push({ expression, alias: expression.kind === 'star' ? undefined : parseLabel(reader) });
    }
  } while (reader.takeSymbol(','));
  return items;
}

/** Behind AS any word is a label; without it only one that the grammar does not keep. */
function parseLabel(reader: TokenReader): Token | undefined {
  if (reader.take('as')) return isName(reader.peek()) ? reader.next() : reader.fail();
  return parseAlias(reader);
}

/** `EXCLUDE a, b` or `EXCLUDE (a, b)` behind a list that has a star. */
function parseExclude(reader: TokenReader, items: readonly SelectItem[]): Token[] {
  const hasStar = items.some(({ expression }) => expression.kind === 'star');
  if (!hasStar || !reader.take('exclude')) return [];
  if (isSymbol(reader.peek(), '(')) return parseNames(reader);
  const names = [parseIdentifier(reader)];
  while (reader.takeSymbol(',')) names.push(parseIdentifier(reader));
  return names;
}

function parseGroupBy(reader: TokenReader): readonly GroupItem[] | 'all' {
  reader.expect('by');
  if (reader.take('all')) return 'all';
  const items = [parseGroupItem(reader)];
  while (reader.takeSymbol(',')) items.push(parseGroupItem(reader));
  return items;
}

function parseGroupItem(reader: TokenReader): GroupItem {
  const place = reader.peek() ?? reader.fail();
  if (reader.take('grouping', 'sets')) {
    return { kind: 'sets', place, extension: 'grouping sets', items: parseGroupSets(reader) };
  }
  const isExtension = isWord(place, 'rollup', 'cube') && isSymbol(reader.peek(1), '(');
  if (!isExtension) return { kind: 'expression', expression: parseExpression(reader) };
  const extension = reader.next().value === 'cube' ? 'cube' : 'rollup';
  return { kind: 'sets', place, extension, items: parseGroupSets(reader) };
}

function parseGroupSets(reader: TokenReader): GroupItem[][] {
  reader.expectSymbol('(');
  const sets: GroupItem[][] = [];
  do {
    if (isSymbol(reader.peek(), '(') && isSymbol(reader.peek(1), ')')) {
      reader.next();
      reader.next();
      sets.push([]);
    } else sets.push([parseGroupItem(reader)]);
  } while (reader.takeSymbol(','));
  reader.expectSymbol(')');
  return sets;
}

/** Reads ORDER BY; empty when none stands there. */
export function parseOrderBy(reader: TokenReader): OrderItem[] {
  if (!reader.take('order')) return [];
  reader.expect('by');
  const items: OrderItem[] = [];
  do {
    const expression = parseExpression(reader);
    const direction = reader.take('desc') ? 'desc' : 'asc';
    reader.take('asc');
    const nulls = reader.take('nulls') ? parseNullOrder(reader) : undefined;
    items.push({ expression, direction: nulls ? `${direction} nulls ${nulls}` : direction });
  } while (reader.takeSymbol(','));
  return items;
}

function parseNullOrder(reader: TokenReader): 'first' | 'last' {
  if (reader.take('first')) return 'first';
  reader.expect('last');
  return 'last';
}

/** Reads a name that is no word of the grammar. */
export function parseIdentifier(reader: TokenReader): Token {
  const token = reader.peek();
  return isName(token) && !(token.kind === 'word' && isReserved(token.value)) ? reader.next() : reader.fail();
}

/** Reads `[AS] name`; undefined when none stands there. */
export function parseAlias(reader: TokenReader): Token | undefined {
  if (reader.take('as')) return parseIdentifier(reader);
  const token = reader.peek();
  return isName(token) && !(token.kind === 'word' && isReserved(token.value)) && !isWord(token, ...notAliases)
    ? reader.next()
    : undefined;
}

/** Words that go on with the statement behind an item, though Redshift does not reserve them. */
const notAliases = [
  'set',
  'values',
  'at',
  'pivot',
  'unpivot',
  'start',
  'connect',
  'exclude',
  'tablesample',
  'returning',
];

/** Reads `(a, b)`. */
export function parseNames(reader: TokenReader): Token[] {
  reader.expectSymbol('(');
  const names = [parseIdentifier(reader)];
  while (reader.takeSymbol(',')) names.push(parseIdentifier(reader));
  reader.expectSymbol(')');
  return names;
}
