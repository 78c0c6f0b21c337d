import { SqlError } from '../engine.ts';
import type { FunctionCall } from '../syntax/expression-tree.ts';
import type { Token } from '../syntax/tokens.ts';
import type { ValueType } from '../syntax/value-type.ts';
import { asDouble } from './operators.ts';
import { fill, type Translated } from './translated.ts';

interface WindowRule {
  readonly type: ValueType | 'first';
  /** Redshift demands ROWS behind an ORDER BY. */
  readonly needsFrame?: boolean;
  readonly least: number;
  readonly most: number;
}

const int8: ValueType = { name: 'int8' };
const float8: ValueType = { name: 'float8' };

/**
 * Functions that only work over a window.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c_Window_functions.html
 */
const rules: Readonly<Record<string, WindowRule>> = {
  row_number: { type: int8, least: 0, most: 0 },
  rank: { type: int8, least: 0, most: 0 },
  dense_rank: { type: int8, least: 0, most: 0 },
  percent_rank: { type: float8, least: 0, most: 0 },
  cume_dist: { type: float8, least: 0, most: 0 },
  ntile: { type: int8, least: 1, most: 1 },
  lag: { type: 'first', least: 1, most: 3 },
  lead: { type: 'first', least: 1, most: 3 },
  first_value: { type: 'first', least: 1, most: 1, needsFrame: true },
  last_value: { type: 'first', least: 1, most: 1, needsFrame: true },
  nth_value: { type: 'first', least: 2, most: 2, needsFrame: true },
  ratio_to_report: { type: float8, least: 1, most: 1 },
};

/** Writes a window function; undefined when the function is none. */
export function translateWindowFunction(
  call: FunctionCall,
  values: readonly Translated[],
  over: readonly Token[] | undefined,
): Translated | undefined {
  const rule = Object.hasOwn(rules, call.name) ? rules[call.name] : undefined;
  if (!rule) return undefined;
  const { place, name, window } = call;
  if (!over || !window) throw new SqlError(`ERROR: window function ${name} requires an OVER clause`);
  if (values.length < rule.least || values.length > rule.most || call.isDistinct) {
    throw new SqlError(`ERROR: function ${name}() does not exist`);
  }
  if (rule.needsFrame && window.orderBy.length > 0 && window.frame.length === 0) {
    throw new SqlError('ERROR: Aggregate window functions with an ORDER BY clause require a frame clause');
  }
  const type = rule.type === 'first' ? values[0]?.type : rule.type;
  if (name === 'ratio_to_report') {
    const value = values[0] ? asDouble(place, values[0]) : [];
    return { tokens: fill(place, '($1 / sum($1) $2)', value, over), type: float8 };
  }
  const nulls = call.nulls ? ` ${call.nulls} nulls` : '';
  return {
    tokens: fill(place, `${name}($1${nulls}) $2`, fill(place, '$*', ...values.map(({ tokens }) => tokens)), over),
    type,
  };
}
