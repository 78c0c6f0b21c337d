import { SqlError } from '../engine.ts';
import type { Expression, Step } from './expression-tree.ts';
import { parseCall } from './parse-call.ts';
import { parseExpression, parseExpressions, parseSubquery } from './parse-expression.ts';
import { isQueryAhead } from './parse-query.ts';
import { isReserved } from './reserved-words.ts';
import type { TokenReader } from './token-reader.ts';
import { isName, isSymbol, isWord, type Token } from './tokens.ts';
import { readCastType } from './value-type.ts';

/** Words of the grammar that call a function when a parenthesis follows. */
const reservedFunctions = ['left', 'right', 'array', 'user', 'current_user_id'];
/** Functions that stand without parentheses. */
const bareFunctions = (
  'current_date current_time current_timestamp current_user current_user_id session_user user sysdate localtime ' +
  'localtimestamp'
).split(' ');

/** Reads what operators work on: a literal, a column, a call, CASE, a query in parentheses. */
export function parsePrimary(reader: TokenReader): Expression {
  const place = reader.peek() ?? reader.fail();
  switch (place.kind) {
    case 'number':
    case 'string':
    case 'parameter':
      reader.next();
      return { kind: 'literal', literal: place.kind, place };
    case 'symbol':
      return isSymbol(place, '(') ? parseParentheses(reader, place) : reader.fail();
    case 'quoted':
      return parseNamed(reader, place);
    case 'word':
      return parseWord(reader, place);
  }
}

function parseWord(reader: TokenReader, place: Token): Expression {
  if (reader.take('null')) return { kind: 'literal', literal: 'null', place };
  if (reader.take('true') || reader.take('false')) return { kind: 'literal', literal: 'boolean', place };
  if (reader.take('case')) return parseCase(reader, place);
  const isCalled = isSymbol(reader.peek(1), '(');
  if (isCalled && reader.take('exists')) {
    return { kind: 'subquery', place, isExistence: true, query: parseSubquery(reader) };
  }
  if (isCalled && isWord(place, 'cast', 'try_cast')) return parseCastCall(reader, place);
  if (isCalled && isWord(place, 'convert')) return parseConvert(reader, place);
  if (reader.peek(1)?.kind === 'string') {
    if (isWord(place, 'date', 'timestamp', 'timestamptz', 'time', 'timetz')) return parseTypedLiteral(reader, place);
    if (isWord(place, 'interval')) return parseInterval(reader, place);
  }
  const isZoned = isWord(place, 'time', 'timestamp') && isWord(reader.peek(1), 'with', 'without');
  if (isZoned && reader.peek(4)?.kind === 'string') return parseTypedLiteral(reader, place);
  if (!isCalled && bareFunctions.includes(place.value)) {
    reader.next();
    return { ...emptyCall(place), name: place.value };
  }
  if (isReserved(place.value) && !(isCalled && reservedFunctions.includes(place.value))) {
    reader.fail();
  }
  return parseNamed(reader, place);
}

/** A call without operands. */
export function emptyCall(place: Token) {
  return {
    kind: 'call',
    place,
    schema: undefined,
    operands: [],
    hasStar: false,
    isDistinct: false,
    isApproximate: false,
    withinGroup: [],
    nulls: undefined,
    window: undefined,
  } as const;
}

function parseNamed(reader: TokenReader, place: Token): Expression {
  if (isOuterJoinMark(reader, 1) || (isSymbol(reader.peek(1), '.') && isOuterJoinMark(reader, 3))) {
    throw new SqlError('ERROR: an outer join written with (+) is not supported by the local engine');
  }
  const isQualifiedCall = isSymbol(reader.peek(1), '.') && isName(reader.peek(2)) && isSymbol(reader.peek(3), '(');
  const isApproximate = isWord(place, 'approximate') && isName(reader.peek(1));
  if (isSymbol(reader.peek(1), '(') || isQualifiedCall || isApproximate) {
    return parsePathBehind(reader, parseCall(reader));
  }
  return parseReference(reader, place);
}

function isOuterJoinMark(reader: TokenReader, ahead: number): boolean {
  return ['(', '+', ')'].every((symbol, index) => isSymbol(reader.peek(ahead + index), symbol));
}

function parseReference(reader: TokenReader, place: Token): Expression {
  const steps: Step[] = [{ name: reader.next() }];
  for (;;) {
    if (isSymbol(reader.peek(), '.') && isSymbol(reader.peek(1), '*')) {
      reader.next();
      reader.next();
      const qualifier = steps.flatMap((step) => ('name' in step ? [step.name] : []));
      return qualifier.length === steps.length ? { kind: 'star', place, qualifier } : reader.fail();
    }
    const step = parseStep(reader);
    if (!step) return { kind: 'reference', place, steps };
    steps.push(step);
  }
}

/** Reads `.name` or `[index]`. */
export function parseStep(reader: TokenReader): Step | undefined {
  if (reader.takeSymbol('.')) return { name: isName(reader.peek()) ? reader.next() : reader.fail() };
  if (!reader.takeSymbol('[')) return undefined;
  const index = parseExpression(reader);
  reader.expectSymbol(']');
  return { index };
}

/** `f(x).name[0]`, `(x).name[0]`: the path leads into the SUPER that stands before it. */
function parsePathBehind(reader: TokenReader, value: Expression): Expression {
  const steps: Expression[] = [];
  for (let step = parseStep(reader); step; step = parseStep(reader)) {
    steps.push('name' in step ? { kind: 'literal', literal: 'string', place: step.name } : step.index);
  }
  if (steps.length === 0) return value;
  return { kind: 'operation', place: value.place, operator: 'path', operands: [value, ...steps] };
}

function parseParentheses(reader: TokenReader, place: Token): Expression {
  if (isQueryAhead(reader)) {
    return parsePathBehind(reader, { kind: 'subquery', place, isExistence: false, query: parseSubquery(reader) });
  }
  reader.expectSymbol('(');
  const [first = reader.fail(), ...others] = parseExpressions(reader);
  reader.expectSymbol(')');
  return others.length > 0 ? { kind: 'row', place, items: [first, ...others] } : parsePathBehind(reader, first);
}

function parseCase(reader: TokenReader, place: Token): Expression {
  const subject = isWord(reader.peek(), 'when') ? undefined : parseExpression(reader);
  const branches: Array<{ when: Expression; result: Expression }> = [];
  while (reader.take('when')) {
    const when = parseExpression(reader);
    reader.expect('then');
    branches.push({ when, result: parseExpression(reader) });
  }
  if (branches.length === 0) reader.fail();
  const otherwise = reader.take('else') ? parseExpression(reader) : undefined;
  reader.expect('end');
  return { kind: 'case', place, subject, branches, otherwise };
}

function parseCastCall(reader: TokenReader, place: Token): Expression {
  const isSafe = reader.next().value === 'try_cast';
  reader.expectSymbol('(');
  const operand = parseExpression(reader);
  reader.expect('as');
  const type = readCastType(reader);
  reader.expectSymbol(')');
  return parsePathBehind(reader, { kind: 'cast', place, operand, type, isSafe });
}

function parseConvert(reader: TokenReader, place: Token): Expression {
  reader.next();
  reader.expectSymbol('(');
  const type = readCastType(reader);
  reader.expectSymbol(',');
  const operand = parseExpression(reader);
  reader.expectSymbol(')');
  return { kind: 'cast', place, operand, type, isSafe: false };
}

function parseTypedLiteral(reader: TokenReader, place: Token): Expression {
  const type = readCastType(reader);
  const text = reader.next();
  return { kind: 'cast', place, operand: { kind: 'literal', literal: 'string', place: text }, type, isSafe: false };
}

const intervalFields = ['year', 'month', 'day', 'hour', 'minute', 'second'];

/** INTERVAL '1 day 2 hours', INTERVAL '5' DAY. */
function parseInterval(reader: TokenReader, place: Token): Expression {
  reader.next();
  const text = reader.next().value;
  const field = intervalFields.find((word) => reader.take(word) || reader.take(`${word}s`));
  if (reader.take('to')) {
    throw new SqlError('ERROR: INTERVAL with a range of fields is not supported by the local engine');
  }
  // A bare number counts seconds.
  const unit = /^\s*-?[\d.]+\s*$/.test(text) ? (field ?? 'second') : '';
  return { kind: 'interval', place, text: `${text.replaceAll(',', ' ')} ${unit}`.trim() };
}
