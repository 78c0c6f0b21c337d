import type { ValueType } from '../../syntax/value-type.ts';
import { castTo } from '../casts.ts';
import { asNumeric, isInteger, isMoment } from '../number-types.ts';
import { asDouble, translateBinary } from '../operators.ts';
import { fill, type Translated } from '../translated.ts';
import { type FunctionRule, type FunctionRules, template } from './function-rule.ts';

const double = (sql: string): FunctionRule => template(1, 1, 'd', 'float8', sql);

/** Rounds or cuts to a number of digits; the result of a numeric has as many. */
function toDigits(name: 'round' | 'trunc'): FunctionRule {
  return {
    least: 1,
    most: 2,
    write: (place, [value, digits]) => {
      const operand = value ?? { tokens: [], type: undefined };
      if (name === 'trunc' && (isMoment(operand.type) || operand.untyped === 'text') && !digits) {
        return castTo(place, operand.untyped ? castTo(place, operand, { name: 'timestamp' }) : operand, {
          name: 'date',
        });
      }
      if (isInteger(operand.type) && !digits) return operand;
      const number = operand.type?.name === 'super' ? { tokens: asDouble(place, operand), type: float8 } : operand;
      const tokens = digits
        ? fill(place, `${name}($1, CAST($2 AS INTEGER))`, number.tokens, digits.tokens)
        : fill(place, `${name}($1)`, number.tokens);
      return { tokens, type: roundedType(number.type, digits) };
    },
  };
}

const float8: ValueType = { name: 'float8' };

function roundedType(type: ValueType | undefined, digits: Translated | undefined): ValueType | undefined {
  if (type?.name !== 'numeric') return type;
  const { precision, scale } = asNumeric(type);
  const kept = digits ? Number(digits.literal) : 0;
  if (!Number.isInteger(kept)) return undefined;
  return { name: 'numeric', precision, scale: Math.max(0, Math.min(scale, kept)) };
}

/** CEIL and FLOOR of a numeric have no digits behind the point. */
function toWhole(name: 'ceil' | 'floor'): FunctionRule {
  return {
    least: 1,
    most: 1,
    write: (place, [value]) => {
      const operand = value ?? { tokens: [], type: undefined };
      if (isInteger(operand.type)) return operand;
      const isNumeric = operand.type?.name === 'numeric';
      const tokens = fill(place, `${name}($1)`, isNumeric || !operand.type ? operand.tokens : asDouble(place, operand));
      return { tokens, type: isNumeric ? { ...operand.type, name: 'numeric', scale: 0 } : operand.type && float8 };
    },
  };
}

const modulo: FunctionRule = {
  least: 2,
  most: 2,
  write: (place, [left, right]) => {
    const none = { tokens: [], type: undefined };
    return translateBinary(place, '%', left ?? none, right ?? none);
  },
};

/**
 * Math functions.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/Math_functions.html
 */
export const numberFunctions: FunctionRules = {
  abs: template(1, 1, 'p', 'first', 'abs($1)'),
  ceil: toWhole('ceil'),
  ceiling: toWhole('ceil'),
  floor: toWhole('floor'),
  round: toDigits('round'),
  trunc: toDigits('trunc'),
  mod: modulo,
  acos: double('acos($1)'),
  asin: double('asin($1)'),
  atan: double('atan($1)'),
  atan2: template(2, 2, 'd', 'float8', 'atan2($1, $2)'),
  cbrt: double('redshift_cbrt($1)'),
  cos: double('cos($1)'),
  cot: double('cot($1)'),
  degrees: double('degrees($1)'),
  dexp: double('exp($1)'),
  dlog1: double('ln($1)'),
  dlog10: double('log10($1)'),
  exp: double('exp($1)'),
  ln: double('ln($1)'),
  log: double('log10($1)'),
  pi: template(0, 0, 'd', 'float8', 'pi()'),
  pow: template(2, 2, 'd', 'float8', 'pow($1, $2)'),
  power: template(2, 2, 'd', 'float8', 'pow($1, $2)'),
  radians: double('radians($1)'),
  random: template(0, 0, 'd', 'float8', 'random()'),
  sign: template(1, 1, 'p', 'float8', 'CAST(sign($1) AS DOUBLE)'),
  sin: double('sin($1)'),
  sqrt: double('sqrt($1)'),
  tan: double('tan($1)'),
  to_number: template(2, 2, 't', 'float8', 'redshift_to_number($1, $2)'),
};
