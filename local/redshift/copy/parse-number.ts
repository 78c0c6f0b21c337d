import type { DataType } from '../tables/data-type.ts';
import { LoadFieldError } from './load-record.ts';

/** Whole-number types: how many bits they have, and what COPY's errors call them. */
const integers: Readonly<Record<string, { readonly bits: number; readonly label: string }>> = {
  smallint: { bits: 16, label: 'Short' },
  integer: { bits: 32, label: 'Integer' },
  bigint: { bits: 64, label: 'Long' },
};

const floatingPoint = /^\s*[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|nan|inf(?:inity)?)\s*$/i;

/** Makes the parser of a whole-number type; undefined for another type. */
export function integerParser({ name }: DataType): ((text: string) => number | bigint) | undefined {
  const type = integers[name];
  if (!type) return undefined;
  return (text) => {
    if (!/^\s*[+-]?\d+\s*$/.test(text)) throw invalidDigit(text, /^\s*[+-]?\d*/, type.label);
    // Nine digits fit into 32 bits without looking.
    if (type.bits === 32 && text.length <= 9) return Number(text);
    const value = BigInt(text.trim().replace('+', ''));
    if (BigInt.asIntN(type.bits, value) !== value)
      throw new LoadFieldError(1222, `Overflow, Value '${text}', Type: ${type.label}`);
    return type.bits === 64 ? value : Number(value);
  };
}

/** Reads a REAL or DOUBLE PRECISION. */
export function parseDouble(text: string, isReal: boolean): number {
  if (!floatingPoint.test(text)) throw invalidDigit(text, /^\s*[+-]?\d*\.?\d*/, isReal ? 'Float' : 'Double');
  const word = /^\s*([+-]?)([a-z])/i.exec(text);
  if (word) return word[2]?.toLowerCase() === 'n' ? Number.NaN : Number(`${word[1]}Infinity`);
  const value = Number(text);
  if (Number.isFinite(isReal ? Math.fround(value) : value)) return value;
  throw new LoadFieldError(1208, `Overflow, Value '${text}', Type: ${isReal ? 'Float' : 'Double'}`);
}

/**
 * Reads a NUMERIC: digits that its scale does not hold are cut off, or rounded with ROUNDEC.
 *
 * @returns the number with as many digits as its type holds.
 */
export function parseNumeric(text: string, { precision = 18, scale = 0 }: DataType, rounds: boolean): string {
  const [, sign, whole = '', fraction = ''] = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') throw invalidDigit(text, /^\s*[+-]?\d*\.?\d*/, 'Decimal');
  const kept = BigInt(`${whole}${fraction.slice(0, scale).padEnd(scale, '0')}`);
  const digits = String(rounds && Number(fraction[scale] ?? '0') >= 5 ? kept + 1n : kept).padStart(scale + 1, '0');
  if (digits.replace(/^0+/, '').length > precision)
    throw new LoadFieldError(1209, `Overflow for NUMERIC(${precision},${scale}), Value '${text}'`);
  const point = digits.length - scale;
  return `${sign}${digits.slice(0, point)}${scale > 0 ? '.' : ''}${digits.slice(point)}`;
}

function invalidDigit(text: string, good: RegExp, type: string): LoadFieldError {
  const position = good.exec(text)?.[0].length ?? 0;
  const message = `Invalid digit, Value '${text[position] ?? ''}', Pos ${position}, Type: ${type}`;
  return new LoadFieldError(1207, message, position);
}
