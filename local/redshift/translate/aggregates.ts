import { SqlError } from '../engine.ts';
import type { FunctionCall } from '../syntax/expression-tree.ts';
import { quoteText, type Token } from '../syntax/tokens.ts';
import type { ValueType } from '../syntax/value-type.ts';
import { asText } from './casts.ts';
import { asNumeric, isInteger, isNumber } from './number-types.ts';
import { asDouble } from './operators.ts';
import { fill, raw, type Translated } from './translated.ts';

/** What an aggregate writes: a call that OVER may follow, and what stands around it. */
export interface Aggregate {
  readonly call: readonly Token[];
  /** `$1` stands for the call with its window. */
  readonly around: string;
  readonly type: ValueType | undefined;
}

interface Operands {
  readonly call: FunctionCall;
  readonly values: readonly Translated[];
  /** ORDER BY of WITHIN GROUP, as tokens. */
  readonly order: readonly Token[];
  readonly sorted: Translated | undefined;
  readonly isDescending: boolean;
}

type AggregateRule = (operands: Operands) => Aggregate;

const float8: ValueType = { name: 'float8' };

/**
 * Aggregate functions with the types that Redshift gives their results.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c_Aggregate_Functions.html
 */
const rules: Readonly<Record<string, AggregateRule>> = {
  count: ({ call, values }) => {
    const [value] = values;
    if (!call.hasStar && !value) throw new SqlError('ERROR: function count() does not exist');
    return plain(call, call.hasStar || !value ? fill(call.place, 'count(*)') : one(call, 'count', value), {
      name: 'int8',
    });
  },
  sum: ({ call, values }) => sum(call, first(call, values)),
  avg: ({ call, values }) => average(call, first(call, values)),
  min: sameType('min'),
  max: sameType('max'),
  any_value: sameType('any_value'),
  median: ({ call, values }) => {
    const value = first(call, values);
    const type: ValueType | undefined = isInteger(value.type)
      ? { name: 'numeric', precision: 19, scale: 1 }
      : value.type;
    const around = type?.name === 'numeric' ? `CAST($1 AS DECIMAL(${type.precision},${type.scale}))` : '$1';
    return { call: one(call, 'median', number(call, value)), around, type };
  },
  bool_and: ofType('bool_and', { name: 'bool' }),
  bool_or: ofType('bool_or', { name: 'bool' }),
  bit_and: sameType('bit_and'),
  bit_or: sameType('bit_or'),
  stddev: ofType('stddev_samp', float8),
  stddev_samp: ofType('stddev_samp', float8),
  stddev_pop: ofType('stddev_pop', float8),
  variance: ofType('var_samp', float8),
  var_samp: ofType('var_samp', float8),
  var_pop: ofType('var_pop', float8),
  listagg,
  percentile_cont: percentile('quantile_cont'),
  percentile_disc: percentile('quantile_disc'),
};

/** Writes an aggregate; undefined when the function is none. */
export function translateAggregate(operands: Operands): Aggregate | undefined {
  const { name } = operands.call;
  if (!Object.hasOwn(rules, name)) return undefined;
  return rules[name]?.(operands);
}

/** True for the name of an aggregate. */
export function isAggregate(name: string): boolean {
  return Object.hasOwn(rules, name);
}

function first(call: FunctionCall, values: readonly Translated[]): Translated {
  const [value, ...others] = values;
  if (!value || others.length > 0) throw new SqlError(`ERROR: function ${call.name}() does not exist`);
  return value;
}

function one(call: FunctionCall, name: string, value: Translated): Token[] {
  // An approximate count may be exact.
  return fill(call.place, `${name}(${call.isDistinct ? 'DISTINCT ' : ''}$1)`, value.tokens);
}

function plain(_: FunctionCall, tokens: readonly Token[], type: ValueType | undefined): Aggregate {
  return { call: tokens, around: '$1', type };
}

function number(call: FunctionCall, value: Translated): Translated {
  if (value.type?.name === 'super') return { tokens: asDouble(call.place, value), type: float8 };
  const isOther =
    value.type &&
    !isNumber(value.type) &&
    value.type.name !== 'interval' &&
    !value.type.name.startsWith('date') &&
    !value.type.name.startsWith('time');
  if (isOther || value.untyped === 'text')
    throw new SqlError(
      `ERROR: function ${call.name}(${value.type?.name === 'bool' ? 'boolean' : 'character varying'}) does not exist`,
    );
  return value;
}

function sameType(name: string): AggregateRule {
  return ({ call, values }) => {
    const value = first(call, values);
    return plain(call, one(call, name, value), value.type);
  };
}

function ofType(name: string, type: ValueType): AggregateRule {
  return ({ call, values }) => {
    const value = first(call, values);
    const operand = type.name === 'float8' ? { tokens: asDouble(call.place, number(call, value)), type } : value;
    return plain(call, one(call, name, operand), type);
  };
}

/** SUM of SMALLINT and INTEGER is BIGINT, that of BIGINT and NUMERIC is NUMERIC(38, scale). */
function sum(call: FunctionCall, given: Translated): Aggregate {
  const value = number(call, given);
  const tokens = one(call, 'sum', value);
  if (value.type?.name === 'int2' || value.type?.name === 'int4')
    return { call: tokens, around: 'CAST($1 AS BIGINT)', type: { name: 'int8' } };
  if (value.type?.name === 'int8' || value.type?.name === 'numeric') {
    const { scale } = asNumeric(value.type);
    return {
      call: tokens,
      around: `CAST($1 AS DECIMAL(38,${scale}))`,
      type: { name: 'numeric', precision: 38, scale },
    };
  }
  return plain(call, tokens, value.type);
}

/** AVG of whole numbers is whole. */
function average(call: FunctionCall, given: Translated): Aggregate {
  const value = number(call, given);
  const tokens = one(call, 'avg', value);
  if (isInteger(value.type)) return { call: tokens, around: 'CAST(trunc($1) AS BIGINT)', type: { name: 'int8' } };
  if (value.type?.name === 'numeric') {
    const { scale } = asNumeric(value.type);
    return {
      call: tokens,
      around: `CAST($1 AS DECIMAL(38,${scale}))`,
      type: { name: 'numeric', precision: 38, scale },
    };
  }
  return plain(call, tokens, value.type?.name === 'float4' ? float8 : value.type);
}

function listagg({ call, values, order }: Operands): Aggregate {
  const [value, separator] = values;
  if (!value) throw new SqlError('ERROR: function listagg() does not exist');
  const { place } = call;
  if (call.isDistinct && order.length > 0) return orderedListagg(call, value, separator, order);
  const mark = separator ? asText(place, separator) : fill(place, quoteText(''));
  const distinct = call.isDistinct ? 'DISTINCT ' : '';
  const tokens = fill(place, `string_agg(${distinct}$1, $2 $3)`, asText(place, value), mark, order);
  return { call: tokens, around: 'redshift_listagg($1)', type: { name: 'varchar' } };
}

/** The values are told apart and sorted as they are, and only then become text. */
function orderedListagg(
  call: FunctionCall,
  value: Translated,
  separator: Translated | undefined,
  order: readonly Token[],
): Aggregate {
  if (separator && separator.literal === undefined) {
    throw new SqlError(
      'ERROR: LISTAGG (DISTINCT) with a delimiter that is no constant is not supported by the local engine',
    );
  }
  const texts = asText(call.place, { ...value, tokens: [raw(call.place, 'item')] });
  const text = texts.map((token) => token.text).join(' ');
  const around = `redshift_listagg(array_to_string(list_transform($1, lambda item: ${text}), ${quoteText(separator?.literal ?? '')}))`;
  return { call: fill(call.place, 'list(DISTINCT $1 $2)', value.tokens, order), around, type: { name: 'varchar' } };
}

function percentile(name: string): AggregateRule {
  return ({ call, values, sorted, isDescending }) => {
    if (!sorted) throw new SqlError(`ERROR: ${call.name} requires WITHIN GROUP (ORDER BY ...)`);
    const share = first(call, values);
    if (Number(share.literal ?? 0) < 0 || Number(share.literal ?? 0) > 1) {
      throw new SqlError(`ERROR: percentile value ${share.literal} is not between 0 and 1`);
    }
    const value = name === 'quantile_cont' ? number(call, sorted) : sorted;
    const fraction = isDescending ? fill(call.place, '(1 - $1)', share.tokens) : share.tokens;
    const tokens = fill(call.place, `${name}($1, $2)`, value.tokens, fraction);
    const type = name === 'quantile_cont' && isInteger(value.type) ? float8 : value.type;
    const around = type?.name === 'numeric' ? `CAST($1 AS DECIMAL(${type.precision},${type.scale}))` : '$1';
    return { call: tokens, around, type };
  };
}
