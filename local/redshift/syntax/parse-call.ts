import { SqlError } from '../engine.ts';
import type { Expression, FunctionCall, OrderItem, Window } from './expression-tree.ts';
import { parseExpression, parseExpressions } from './parse-expression.ts';
import { emptyCall } from './parse-primary.ts';
import { parseOrderBy } from './parse-query.ts';
import type { TokenReader } from './token-reader.ts';
import { isSymbol, isWord, type Token } from './tokens.ts';

/** Reads a function's call with all that may follow it: WITHIN GROUP, IGNORE NULLS, OVER. */
export function parseCall(reader: TokenReader): FunctionCall {
  const isApproximate = isWord(reader.peek(), 'approximate') && !isSymbol(reader.peek(1), '(');
  if (isApproximate) reader.next();
  const first = reader.next();
  const isQualified = reader.takeSymbol('.');
  const place = isQualified ? reader.next() : first;
  const named = {
    ...emptyCall(place),
    name: place.value,
    schema: isQualified ? first.value : undefined,
    isApproximate,
  };
  const operands = readOperands(reader, place);
  const withinGroup = parseWithinGroup(reader);
  const nulls = (['ignore', 'respect'] as const).find(
    (word) => isWord(reader.peek(1), 'nulls') && reader.take(word, 'nulls'),
  );
  if (isWord(reader.peek(), 'filter') && isSymbol(reader.peek(1), '(')) {
    reader.next();
    reader.fail();
  }
  const window = reader.take('over') ? parseWindow(reader) : undefined;
  return { ...named, ...operands, withinGroup, nulls: operands.nulls ?? nulls, window };
}

type Operands = Pick<FunctionCall, 'operands' | 'hasStar' | 'isDistinct' | 'nulls'>;

function readOperands(reader: TokenReader, place: Token): Operands {
  const bare: Operands = { operands: [], hasStar: false, isDistinct: false, nulls: undefined };
  reader.expectSymbol('(');
  if (reader.takeSymbol(')')) return bare;
  if (isSymbol(reader.peek(), '*') && isSymbol(reader.peek(1), ')')) {
    reader.next();
    reader.next();
    return { ...bare, hasStar: true };
  }
  const special = place.kind === 'word' ? specialOperands[place.value] : undefined;
  const operands = special?.(reader, place);
  if (operands) {
    reader.expectSymbol(')');
    return { ...bare, operands };
  }
  const isDistinct = reader.take('distinct');
  if (!isDistinct) reader.take('all');
  const list = parseExpressions(reader);
  const nulls = (['ignore', 'respect'] as const).find((word) => reader.take(word, 'nulls'));
  reader.expectSymbol(')');
  return { operands: list, hasStar: false, isDistinct, nulls };
}

/** Functions whose operands stand between words; their reader may leave them to the common form. */
const specialOperands: Readonly<Record<string, (reader: TokenReader, place: Token) => Expression[] | undefined>> = {
  extract: (reader) => {
    const part = reader.next();
    if (!['word', 'quoted', 'string'].includes(part.kind)) reader.fail();
    reader.expect('from');
    return [{ kind: 'literal', literal: 'string', place: part }, parseExpression(reader)];
  },
  // The part of a date may stand in quotes or not.
  dateadd: (reader) => datePartOperands(reader, 3),
  date_add: (reader) => datePartOperands(reader, 3),
  datediff: (reader) => datePartOperands(reader, 3),
  date_diff: (reader) => datePartOperands(reader, 3),
  date_part: (reader) => datePartOperands(reader, 2),
  position: (reader) => {
    const needle = parseExpressionBefore(reader);
    if (!reader.take('in')) return undefinedAfter(reader, needle);
    return [needle, parseExpression(reader)];
  },
  substring: (reader) => {
    const text = parseExpression(reader);
    if (!reader.take('from')) return undefinedAfter(reader, text);
    const start = parseExpression(reader);
    return reader.take('for') ? [text, start, parseExpression(reader)] : [text, start];
  },
  trim: (reader, place) => {
    const side = (['both', 'leading', 'trailing'] as const).find((word) => reader.take(word)) ?? 'both';
    const sideLiteral: Expression = { kind: 'literal', literal: 'string', place: { ...place, value: side } };
    if (reader.take('from')) return [parseExpression(reader), sideLiteral];
    const first = parseExpression(reader);
    if (reader.take('from')) return [parseExpression(reader), sideLiteral, first];
    return reader.takeSymbol(',') ? [first, sideLiteral, parseExpression(reader)] : [first, sideLiteral];
  },
};

function datePartOperands(reader: TokenReader, count: number): Expression[] {
  const part = reader.next();
  if (!['word', 'quoted', 'string'].includes(part.kind)) reader.fail();
  const operands: Expression[] = [{ kind: 'literal', literal: 'string', place: part }];
  for (let index = 1; index < count; index += 1) {
    reader.expectSymbol(',');
    operands.push(parseExpression(reader));
  }
  return operands;
}

/** POSITION's first operand ends at IN, which otherwise would begin a list. */
function parseExpressionBefore(reader: TokenReader): Expression {
  const token = reader.peek();
  if (token?.kind !== 'string' && token?.kind !== 'parameter') {
    throw new SqlError('ERROR: POSITION of anything but a literal is not supported by the local engine; use STRPOS');
  }
  reader.next();
  return { kind: 'literal', literal: token.kind, place: token };
}

function undefinedAfter(reader: TokenReader, first: Expression): Expression[] {
  const operands = [first];
  while (reader.takeSymbol(',')) operands.push(parseExpression(reader));
  return operands;
}

function parseWithinGroup(reader: TokenReader): readonly OrderItem[] {
  if (!isWord(reader.peek(1), 'group') || !reader.take('within', 'group')) return [];
  reader.expectSymbol('(');
  const items = parseOrderBy(reader);
  reader.expectSymbol(')');
  return items.length > 0 ? items : reader.fail();
}

function parseWindow(reader: TokenReader): Window {
  reader.expectSymbol('(');
  const partitionBy = reader.take('partition', 'by') ? parseExpressions(reader) : [];
  const orderBy = parseOrderBy(reader);
  const frame: Token[] = [];
  if (isWord(reader.peek(), 'rows')) {
    frame.push(reader.next());
    if (reader.take('between')) {
      frame.push({ ...(frame[0] ?? reader.fail()), text: 'between', value: 'between' });
      frame.push(...parseBound(reader), expectToken(reader, 'and'), ...parseBound(reader));
    } else frame.push(...parseBound(reader));
  }
  reader.expectSymbol(')');
  return { partitionBy, orderBy, frame };
}

/** UNBOUNDED PRECEDING, 2 FOLLOWING, CURRENT ROW; Redshift has ROWS frames only. */
function parseBound(reader: TokenReader): Token[] {
  const first = reader.peek() ?? reader.fail();
  if (isWord(first, 'current')) return [reader.next(), expectToken(reader, 'row')];
  if (first.kind !== 'number' && !isWord(first, 'unbounded')) reader.fail();
  return [reader.next(), isWord(reader.peek(), 'preceding', 'following') ? reader.next() : reader.fail()];
}

function expectToken(reader: TokenReader, word: string): Token {
  return isWord(reader.peek(), word) ? reader.next() : reader.fail();
}
