import type { Expression } from './expression-tree.ts';
import { parsePrimary } from './parse-primary.ts';
import { isQueryAhead, parseQuery } from './parse-query.ts';
import type { Query } from './query-tree.ts';
import type { TokenReader } from './token-reader.ts';
import { isSymbol, isWord, type Token } from './tokens.ts';
import { readCastType } from './value-type.ts';

const comparisons = ['=', '<', '>', '<=', '>=', '<>', '!='];
/** LIKE and ILIKE as operators, and what each is. */
const likeOperators: ReadonlyMap<string, { readonly operator: 'like' | 'ilike'; readonly isNegated: boolean }> =
  new Map([
    ['~~', { operator: 'like', isNegated: false }],
    ['~~*', { operator: 'ilike', isNegated: false }],
    ['!~~', { operator: 'like', isNegated: true }],
    ['!~~*', { operator: 'ilike', isNegated: true }],
  ]);
const otherOperators = ['||', '~', '~*', '!~', '!~*', '&', '|', '#', '<<', '>>'];

/**
 * Reads an expression; operators bind as in the PostgreSQL that Redshift grew from.
 *
 * @see https://www.postgresql.org/docs/8.0/sql-syntax.html#SQL-PRECEDENCE
 * @throws SqlError where none stands.
 */
export function parseExpression(reader: TokenReader): Expression {
  let left = parseAnd(reader);
  for (let place = reader.peek(); reader.take('or'); place = reader.peek()) {
    left = operation(place, 'or', [left, parseAnd(reader)], reader);
  }
  return left;
}

/** Reads expressions between commas. */
export function parseExpressions(reader: TokenReader): Expression[] {
  const expressions = [parseExpression(reader)];
  while (reader.takeSymbol(',')) expressions.push(parseExpression(reader));
  return expressions;
}

function parseAnd(reader: TokenReader): Expression {
  let left = parseNot(reader);
  for (let place = reader.peek(); reader.take('and'); place = reader.peek()) {
    left = operation(place, 'and', [left, parseNot(reader)], reader);
  }
  return left;
}

function parseNot(reader: TokenReader): Expression {
  const place = reader.peek();
  return reader.take('not') ? operation(place, 'not', [parseNot(reader)], reader) : parseComparison(reader);
}

function parseComparison(reader: TokenReader): Expression {
  const left = parseMatch(reader);
  const place = reader.peek();
  const operator = takeOperator(reader, comparisons);
  if (operator === undefined || place === undefined) return left;
  if (isWord(reader.peek(), 'any', 'some', 'all') && isSymbol(reader.peek(1), '(')) {
    const quantifier = reader.next().value;
    const query = parseSubquery(reader);
    return { kind: 'quantified', place, operator, quantifier, operand: left, query };
  }
  return operation(place, operator, [left, parseMatch(reader)], reader);
}

/** LIKE, BETWEEN, IN and their kin. */
function parseMatch(reader: TokenReader): Expression {
  let left = parseOther(reader);
  for (;;) {
    const place = reader.peek();
    const isNegated = isWord(place, 'not') && isWord(reader.peek(1), 'like', 'ilike', 'similar', 'between', 'in');
    if (isNegated) reader.next();
    const next = place && parseMatchTail(reader, place, left, isNegated);
    if (!next) return left;
    left = next;
  }
}

function parseMatchTail(
  reader: TokenReader,
  place: Token,
  operand: Expression,
  isNegated: boolean,
): Expression | undefined {
  if (reader.take('between')) {
    if (!reader.take('symmetric')) reader.take('asymmetric');
    const low = parseOther(reader);
    reader.expect('and');
    return { kind: 'between', place, isNegated, operand, low, high: parseOther(reader) };
  }
  const symbol = likeOperators.get(takeOperator(reader, [...likeOperators.keys()]) ?? '');
  if (symbol) return { kind: 'match', place, ...symbol, operand, pattern: parseOther(reader), escape: undefined };
  if (reader.take('in')) return { kind: 'in', place, isNegated, operand, values: parseValues(reader) };
  const operator = reader.take('like')
    ? 'like'
    : reader.take('ilike')
      ? 'ilike'
      : isWord(reader.peek(1), 'to') && reader.take('similar')
        ? 'similar'
        : undefined;
  if (!operator) return undefined;
  if (operator === 'similar') reader.expect('to');
  const pattern = parseOther(reader);
  const escapeMark = reader.take('escape') ? parseOther(reader) : undefined;
  return { kind: 'match', place, operator, isNegated, operand, pattern, escape: escapeMark };
}

function parseValues(reader: TokenReader): readonly Expression[] | Query {
  if (isQueryAhead(reader)) return parseSubquery(reader);
  reader.expectSymbol('(');
  const values = parseExpressions(reader);
  reader.expectSymbol(')');
  return values;
}

/** Reads `(SELECT ...)`. */
export function parseSubquery(reader: TokenReader): Query {
  reader.expectSymbol('(');
  const query = parseQuery(reader);
  reader.expectSymbol(')');
  return query;
}

function parseOther(reader: TokenReader): Expression {
  return parseBinary(reader, otherOperators, parseIs);
}

function parseIs(reader: TokenReader): Expression {
  let operand = parseSum(reader);
  for (;;) {
    const place = reader.peek();
    if (place && reader.take('isnull')) operand = { kind: 'test', place, test: 'null', isNegated: false, operand };
    else if (place && reader.take('notnull')) operand = { kind: 'test', place, test: 'null', isNegated: true, operand };
    else if (place && reader.take('is')) {
      const isNegated = reader.take('not');
      const test = (['null', 'true', 'false', 'unknown'] as const).find((word) => reader.take(word));
      operand = { kind: 'test', place, test: test ?? reader.fail(), isNegated, operand };
    } else return operand;
  }
}

function parseSum(reader: TokenReader): Expression {
  return parseBinary(reader, ['+', '-'], parseProduct);
}

function parseProduct(reader: TokenReader): Expression {
  return parseBinary(reader, ['*', '/', '%'], parsePower);
}

function parsePower(reader: TokenReader): Expression {
  return parseBinary(reader, ['^'], parseZone);
}

function parseZone(reader: TokenReader): Expression {
  let operand = parseSign(reader);
  for (;;) {
    const place = reader.peek();
    if (!place || !isWord(reader.peek(1), 'time') || !reader.take('at', 'time', 'zone')) return operand;
    operand = { kind: 'zone', place, operand, zone: parseSign(reader) };
  }
}

function parseSign(reader: TokenReader): Expression {
  const place = reader.peek();
  const operator = takeOperator(reader, ['-', '+', '@', '|/', '||/', '~']);
  if (operator === undefined) return parseCast(reader);
  return operation(place, operator, [parseSign(reader)], reader);
}

function parseCast(reader: TokenReader): Expression {
  let operand = parsePrimary(reader);
  for (;;) {
    const place = reader.peek();
    if (!place || !reader.takeSymbol('::')) return operand;
    operand = { kind: 'cast', place, operand, type: readCastType(reader), isSafe: false };
  }
}

function parseBinary(
  reader: TokenReader,
  operators: readonly string[],
  parseOperand: (reader: TokenReader) => Expression,
): Expression {
  let left = parseOperand(reader);
  for (;;) {
    const place = reader.peek();
    const operator = takeOperator(reader, operators);
    if (operator === undefined) return left;
    left = operation(place, operator, [left, parseOperand(reader)], reader);
  }
}

function takeOperator(reader: TokenReader, operators: readonly string[]): string | undefined {
  const token = reader.peek();
  if (token?.kind !== 'symbol' || !operators.includes(token.value)) return undefined;
  return reader.next().value;
}

function operation(
  place: Token | undefined,
  operator: string,
  operands: readonly Expression[],
  reader: TokenReader,
): Expression {
  return { kind: 'operation', place: place ?? reader.fail(), operator, operands };
}
