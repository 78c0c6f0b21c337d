import type { TypeName, ValueType } from '../syntax/value-type.ts';

const integerDigits: Partial<Record<TypeName, number>> = { int2: 5, int4: 10, int8: 19 };
const ranks: readonly TypeName[] = ['int2', 'int4', 'int8', 'numeric', 'float4', 'float8'];
const maximumDigits = 38;

/** True for the three whole-number types. */
export function isInteger(type: ValueType | undefined): boolean {
  return type !== undefined && type.name in integerDigits;
}

/** True for a type that can be calculated with. */
export function isNumber(type: ValueType | undefined): boolean {
  return type !== undefined && ranks.includes(type.name);
}

/** True for CHAR and VARCHAR. */
export function isText(type: ValueType | undefined): boolean {
  return type?.name === 'varchar' || type?.name === 'bpchar';
}

/** True for DATE and the TIMESTAMPs. */
export function isMoment(type: ValueType | undefined): boolean {
  return type?.name === 'date' || type?.name === 'timestamp' || type?.name === 'timestamptz';
}

/** A number as numeric: an integer has as many digits as its type can hold. */
export function asNumeric(type: ValueType): Required<Pick<ValueType, 'precision' | 'scale'>> {
  return { precision: type.precision ?? integerDigits[type.name] ?? 18, scale: type.scale ?? 0 };
}

/**
 * The type of `left operator right` for numbers.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_numeric_computations201.html
 */
export function computedType(operator: string, left: ValueType, right: ValueType): ValueType {
  const isDecimal = left.name === 'numeric' || right.name === 'numeric';
  const isFloat = [left, right].some(({ name }) => name === 'float4' || name === 'float8');
  if (isFloat) return { name: left.name === 'float4' && right.name === 'float4' ? 'float4' : 'float8' };
  return isDecimal ? computedNumeric(operator, asNumeric(left), asNumeric(right)) : widest(left, right);
}

type Digits = Required<Pick<ValueType, 'precision' | 'scale'>>;

function computedNumeric(operator: string, left: Digits, right: Digits): ValueType {
  const [p1, s1, p2, s2] = [left.precision, left.scale, right.precision, right.scale];
  if (operator === '*') return capped(p1 + p2 + 1, s1 + s2);
  if (operator === '/') {
    const scale = Math.max(4, s1 + p2 - s2 + 1);
    return capped(p1 - s1 + s2 + scale, scale);
  }
  const scale = Math.max(s1, s2);
  const whole = Math.max(p1 - s1, p2 - s2);
  return capped(operator === '%' ? whole + scale : whole + scale + 1, scale);
}

function capped(precision: number, scale: number): ValueType {
  if (precision <= maximumDigits) return { name: 'numeric', precision, scale };
  return {
    name: 'numeric',
    precision: maximumDigits,
    scale: Math.max(maximumDigits + scale - precision, Math.min(scale, 4)),
  };
}

/** The type that holds both; undefined when one is unknown or they have nothing in common. */
export function commonType(left: ValueType | undefined, right: ValueType | undefined): ValueType | undefined {
  if (!left || !right) return undefined;
  if (isText(left) && isText(right)) {
    return sized(left.name === right.name ? left.name : 'varchar', most(left.bytes, right.bytes));
  }
  if (left.name === right.name && left.name !== 'numeric') return left;
  if (isMoment(left) && isMoment(right)) {
    return { name: [left, right].some(({ name }) => name === 'timestamptz') ? 'timestamptz' : 'timestamp' };
  }
  if (!isNumber(left) || !isNumber(right)) return undefined;
  const isFloat = [left, right].some(({ name }) => name === 'float4' || name === 'float8');
  if (isFloat) return { name: 'float8' };
  if (isInteger(left) && isInteger(right)) return widest(left, right);
  const [a, b] = [asNumeric(left), asNumeric(right)];
  const scale = Math.max(a.scale, b.scale);
  const precision = Math.min(Math.max(a.precision - a.scale, b.precision - b.scale) + scale, maximumDigits);
  return { name: 'numeric', precision, scale };
}

/** A text of as many bytes, where they are known. */
export function sized(name: TypeName, bytes: number | undefined): ValueType {
  return bytes === undefined ? { name } : { name, bytes };
}

function most(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? undefined : Math.max(left, right);
}

function widest(left: ValueType, right: ValueType): ValueType {
  return ranks.indexOf(left.name) >= ranks.indexOf(right.name) ? left : right;
}
