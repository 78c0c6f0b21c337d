import { SqlError } from '../engine.ts';
import type { Expression, Operation } from '../syntax/expression-tree.ts';
import type { Token } from '../syntax/tokens.ts';
import { duckdbType, typeText, type ValueType } from '../syntax/value-type.ts';
import { maximumVarcharBytes } from '../tables/data-type.ts';
import { asText, castTo } from './casts.ts';
import { compare } from './comparisons.ts';
import { navigate, type PathStep } from './json-path.ts';
import { asNumeric, computedType, isInteger, isMoment, isNumber, sized } from './number-types.ts';
import { outputType } from './output-type.ts';
import { requireTruth } from './require-truth.ts';
import { fill, type Translated } from './translated.ts';

type Translate = (expression: Expression) => Translated;
type Rule = (place: Token, left: Translated, right: Translated, operator: string) => Translated;

/** Writes an operator and its operands. */
export function translateOperation({ place, operator, operands }: Operation, inner: Translate): Translated {
  const [first, second] = operands;
  if (!first) throw new SqlError('ERROR: an operator lacks its operand');
  if (operator === 'path') return translatePath(place, operands, inner);
  if (!second) return translateUnary(place, operator, inner(first));
  return translateBinary(place, operator, inner(first), inner(second));
}

/** Writes a binary operator between translated operands. */
export function translateBinary(place: Token, operator: string, left: Translated, right: Translated): Translated {
  const rule = Object.hasOwn(rules, operator) ? rules[operator] : undefined;
  if (!rule) throw new SqlError(`ERROR: operator ${operator} is not supported by the local engine`);
  return rule(place, left, right, operator);
}

const logical: Rule = (place, left, right, operator) => {
  for (const side of [left, right]) requireTruth(operator.toUpperCase(), side);
  return {
    tokens: fill(place, `($1 ${operator.toUpperCase()} $2)`, left.tokens, right.tokens),
    type: { name: 'bool' },
  };
};
const comparison: Rule = (place, left, right, operator) => ({
  tokens: compare(place, operator, left, right),
  type: { name: 'bool' },
});
const bitwise =
  (sql: string): Rule =>
  (place, left, right) => ({ tokens: fill(place, sql, left.tokens, right.tokens), type: left.type });
const regularExpression =
  (sql: string): Rule =>
  (place, left, right) => ({
    tokens: fill(place, sql, asText(place, left), asText(place, right)),
    type: { name: 'bool' },
  });
const concatenation: Rule = (place, left, right) => {
  if (left.type?.name === 'bool' || right.type?.name === 'bool') throw noOperator('||', left, right);
  const [a, b] = [textBytes(left), textBytes(right)];
  const bytes = a === undefined || b === undefined ? undefined : Math.min(a + b, maximumVarcharBytes);
  return {
    tokens: fill(place, '($1 || $2)', asText(place, left), asText(place, right)),
    type: sized('varchar', bytes),
  };
};
const textBytes = (value: Translated) => (value.untyped === 'null' ? 0 : outputType(value)?.bytes);
const power: Rule = (place, left, right) => ({
  tokens: fill(place, 'pow($1, $2)', asDouble(place, left), asDouble(place, right)),
  type: { name: 'float8' },
});

const rules: Readonly<Record<string, Rule>> = {
  and: logical,
  or: logical,
  '=': comparison,
  '<>': comparison,
  '!=': comparison,
  '<': comparison,
  '>': comparison,
  '<=': comparison,
  '>=': comparison,
  '+': arithmetic,
  '-': arithmetic,
  '*': arithmetic,
  '/': arithmetic,
  '%': arithmetic,
  '^': power,
  '||': concatenation,
  '~': regularExpression('regexp_matches($1, $2)'),
  '!~': regularExpression('(NOT regexp_matches($1, $2))'),
  '&': bitwise('($1 & $2)'),
  '|': bitwise('($1 | $2)'),
  '#': bitwise('xor($1, $2)'),
  '<<': bitwise('($1 << $2)'),
  '>>': bitwise('($1 >> $2)'),
};

function translateUnary(place: Token, operator: string, operand: Translated): Translated {
  const { tokens, type } = operand;
  switch (operator) {
    case 'not':
      requireTruth('NOT', operand);
      return { tokens: fill(place, '(NOT $1)', tokens), type: { name: 'bool' } };
    case '-':
      return {
        tokens: fill(place, '(- $1)', tokens),
        type,
        ...(operand.literal === undefined ? {} : { literal: `-${operand.literal}` }),
      };
    case '+':
      return operand;
    case '@':
      return { tokens: fill(place, 'abs($1)', tokens), type };
    case '|/':
      return { tokens: fill(place, 'sqrt($1)', asDouble(place, operand)), type: { name: 'float8' } };
    case '||/':
      return { tokens: fill(place, 'redshift_cbrt($1)', asDouble(place, operand)), type: { name: 'float8' } };
    default:
      return { tokens: fill(place, '(~ $1)', tokens), type };
  }
}

/** The value as DOUBLE PRECISION; a SUPER that is no number is NULL. */
export function asDouble(place: Token, value: Translated): Token[] {
  return fill(place, value.type?.name === 'super' ? 'redshift_super_double($1)' : 'CAST($1 AS DOUBLE)', value.tokens);
}

function translatePath(place: Token, operands: readonly Expression[], inner: Translate): Translated {
  const [value, ...steps] = operands;
  const path = steps.map((step): PathStep => {
    return step.kind === 'literal' && step.literal === 'string' ? { name: step.place.value } : { index: inner(step) };
  });
  return { tokens: navigate(place, value ? inner(value).tokens : [], path), type: { name: 'super' } };
}

function noOperator(operator: string, left: Translated, right: Translated): SqlError {
  return new SqlError(`ERROR: operator does not exist: ${typeText(left.type)} ${operator} ${typeText(right.type)}`);
}

function arithmetic(place: Token, left: Translated, right: Translated, operator: string): Translated {
  if (left.type?.name === 'super' || right.type?.name === 'super') return superArithmetic(place, left, right, operator);
  const moment = momentArithmetic(place, left, right, operator);
  if (moment) return moment;
  const [a, b] = [typedBeside(place, left, right), typedBeside(place, right, left)];
  if (!a.type || !b.type) return untypedArithmetic(place, a, b, operator);
  if (!isNumber(a.type) || !isNumber(b.type)) {
    if (a.type.name === 'interval' || b.type.name === 'interval') {
      return { tokens: fill(place, `($1 ${operator} $2)`, a.tokens, b.tokens), type: { name: 'interval' } };
    }
    throw noOperator(operator, a, b);
  }
  return numberArithmetic(place, { ...a, type: a.type }, { ...b, type: b.type }, operator);
}

/** A text beside a number is one: '2' * 3 is 6. */
function typedBeside(place: Token, value: Translated, other: Translated): Translated {
  const isTextual = value.untyped === 'text' || value.type?.name === 'varchar' || value.type?.name === 'bpchar';
  if (isTextual && other.type && isNumber(other.type)) return castTo(place, value, other.type);
  return value;
}

function untypedArithmetic(place: Token, left: Translated, right: Translated, operator: string): Translated {
  const divisor = operator === '/' || operator === '%' ? divisorOf(place, right) : right.tokens;
  const type = left.untyped === 'null' ? right.type : right.untyped === 'null' ? left.type : undefined;
  return { tokens: fill(place, `($1 ${operator} $2)`, left.tokens, divisor), type };
}

function divisorOf(place: Token, value: Translated): readonly Token[] {
  const isSurelyOther = value.literal !== undefined && Number(value.literal) !== 0;
  return isSurelyOther ? value.tokens : fill(place, 'redshift_divisor($1)', value.tokens);
}

type TypedNumber = Translated & { readonly type: ValueType };

function numberArithmetic(place: Token, left: TypedNumber, right: TypedNumber, operator: string): Translated {
  const type = computedType(operator, left.type, right.type);
  if (type.name === 'numeric') return { tokens: numericArithmetic(place, left, right, operator, type), type };
  const widen = (value: TypedNumber) =>
    value.type.name === type.name ? value.tokens : fill(place, `CAST($1 AS ${duckdbType(type)})`, value.tokens);
  const isDivision = operator === '/' || operator === '%';
  const divisor = isDivision ? divisorOf(place, { ...right, tokens: widen(right) }) : widen(right);
  return { tokens: fill(place, `($1 ${operator} $2)`, widen(left), divisor), type };
}

/** Numbers with a fixed point stay exact; DuckDB would divide them as floating-point numbers. */
function numericArithmetic(
  place: Token,
  left: TypedNumber,
  right: TypedNumber,
  operator: string,
  type: ValueType,
): Token[] {
  const [a, b] = [asNumeric(left.type), asNumeric(right.type)];
  const digits = (value: TypedNumber, { precision, scale }: { precision: number; scale: number }) =>
    value.type.name === 'numeric'
      ? value.tokens
      : fill(place, `CAST($1 AS DECIMAL(${precision},${scale}))`, value.tokens);
  const [x, y] = [digits(left, a), digits(right, b)];
  const target = duckdbType(type);
  if (operator === '/') {
    const { scale = 0 } = type;
    const [dividend, divisor] = [
      wholeDigits(place, x, a),
      wholeDigits(place, divisorOf(place, { ...right, tokens: y }), b),
    ];
    const shift = 10n ** BigInt(Math.max(scale + b.scale - a.scale, 0));
    const unit = `CAST('0.${'1'.padStart(scale, '0')}' AS DECIMAL(${scale},${scale}))`;
    const quotient = fill(place, `(($1 * CAST('${shift}' AS HUGEINT)) // $2)`, dividend, divisor);
    return fill(place, `CAST(CAST($1 AS DECIMAL(38,0)) * ${unit} AS ${target})`, quotient);
  }
  const divisor = operator === '%' ? divisorOf(place, { ...right, tokens: y }) : y;
  return fill(place, `CAST(($1 ${operator} $2) AS ${target})`, x, divisor);
}

/** All digits of a number with a fixed point, as one whole number. */
function wholeDigits(
  place: Token,
  value: readonly Token[],
  { precision, scale }: { precision: number; scale: number },
): Token[] {
  if (scale === 0) return fill(place, 'CAST($1 AS HUGEINT)', value);
  if (precision + scale > 37) return fill(place, "CAST(replace(CAST($1 AS VARCHAR), '.', '') AS HUGEINT)", value);
  return fill(place, `CAST($1 * ${10n ** BigInt(scale)} AS HUGEINT)`, value);
}

/** Dynamic types: what is no number yields NULL. */
function superArithmetic(place: Token, left: Translated, right: Translated, operator: string): Translated {
  const divisor = operator === '/' || operator === '%' ? 'redshift_divisor($2)' : '$2';
  return {
    tokens: fill(
      place,
      `to_json(redshift_super_number($1 ${operator} ${divisor}))`,
      asDouble(place, left),
      asDouble(place, right),
    ),
    type: { name: 'super' },
  };
}

function momentArithmetic(place: Token, left: Translated, right: Translated, operator: string): Translated | undefined {
  const plain = (type: ValueType['name']): Translated => ({
    tokens: fill(place, `($1 ${operator} $2)`, left.tokens, right.tokens),
    type: { name: type },
  });
  const [a, b] = [left.type, right.type];
  if (operator !== '+' && operator !== '-') return undefined;
  if (a?.name === 'date' && isInteger(b)) {
    return {
      tokens: fill(place, `($1 ${operator} CAST($2 AS INTEGER))`, left.tokens, right.tokens),
      type: { name: 'date' },
    };
  }
  if (operator === '+' && isInteger(a) && b?.name === 'date') {
    return { tokens: fill(place, '($2 + CAST($1 AS INTEGER))', left.tokens, right.tokens), type: { name: 'date' } };
  }
  if (a?.name === 'date' && b?.name === 'date' && operator === '-') {
    return { tokens: fill(place, 'CAST(($1 - $2) AS INTEGER)', left.tokens, right.tokens), type: { name: 'int4' } };
  }
  if (isMoment(a) && isMoment(b) && operator === '-') return plain('interval');
  if (isMoment(a) && b?.name === 'interval') return plain(a?.name === 'timestamptz' ? 'timestamptz' : 'timestamp');
  if (a?.name === 'interval' && isMoment(b) && operator === '+')
    return plain(b?.name === 'timestamptz' ? 'timestamptz' : 'timestamp');
  return undefined;
}
