import { SqlError } from '../engine.ts';

/** A numeric format, taken apart. */
interface NumberFormat {
  /** Digits, group separators and literals before the point. */
  readonly whole: string;
  readonly fraction: string;
  readonly sign: 'none' | 'S' | 'MI' | 'PL' | 'SG' | 'PR';
  readonly isSignFirst: boolean;
  readonly isFilled: boolean;
  readonly currency: boolean;
}

function readFormat(format: string): NumberFormat {
  const upper = format.toUpperCase();
  const isFilled = upper.includes('FM');
  const bare = upper.replaceAll('FM', '');
  const sign = (['MI', 'PL', 'SG', 'PR', 'S'] as const).find((one) => bare.includes(one)) ?? 'none';
  const isSignFirst = sign !== 'none' && bare.startsWith(sign);
  const body = sign === 'none' ? bare : bare.replace(sign, '');
  if (/[^09,.GDL$ ]/.test(body)) throw new SqlError(`numeric format "${format}" is not supported by the local engine`);
  const [whole = '', fraction = ''] = body.replace('D', '.').replaceAll('G', ',').replaceAll(/[L$]/g, '').split('.');
  return { whole: whole.replaceAll(' ', ''), fraction, sign, isSignFirst, isFilled, currency: /[L$]/.test(body) };
}

/**
 * TO_CHAR of a number.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_format_strings.html
 */
export function formatNumber(text: string, format: string): string {
  const parts = readFormat(format);
  const places = parts.fraction.length;
  const [, minus = '', digits = '0', decimals = ''] = /^(-?)(\d+)\.?(\d*)/.exec(plainText(text)) ?? [];
  const rounded = round(digits, decimals, places);
  const isNegative = minus === '-' && /[1-9]/.test(rounded.whole + rounded.fraction);
  const room = parts.whole.replaceAll(',', '').length;
  const kept = rounded.whole.replace(/^0+/, '');
  const isTooLong = kept.length > room;
  const whole = isTooLong ? parts.whole.replaceAll(/[09]/g, '#') : fillDigits(parts.whole, kept);
  const fraction = isTooLong ? '#'.repeat(places) : fillFraction(parts, rounded.fraction);
  const point = fraction === '' && places === 0 ? '' : '.';
  return withSign(parts, whole, `${point}${fraction}`, isNegative);
}

/** Without an exponent. */
function plainText(text: string): string {
  return /e/i.test(text) ? Number(text).toFixed(20) : text;
}

function round(digits: string, decimals: string, places: number): { whole: string; fraction: string } {
  const scaled = BigInt(digits + decimals.slice(0, places).padEnd(places, '0'));
  const isUp = (decimals[places] ?? '0') >= '5';
  const text = String(scaled + (isUp ? 1n : 0n)).padStart(places + 1, '0');
  return { whole: text.slice(0, text.length - places), fraction: places === 0 ? '' : text.slice(-places) };
}

/** Digits from the right; a 0 of the format and all behind it are always written. */
function fillDigits(format: string, digits: string): string {
  const firstZero = format.indexOf('0');
  let at = digits.length;
  const written: string[] = [];
  for (let index = format.length - 1; index >= 0; index -= 1) {
    const mark = format[index];
    const isShown = at > 0 || (firstZero >= 0 && index >= firstZero);
    if (mark === ',') written.unshift(isShown ? ',' : ' ');
    else {
      at -= 1;
      written.unshift(at >= 0 ? (digits[at] ?? ' ') : isShown ? '0' : ' ');
    }
  }
  return written.join('');
}

function fillFraction({ fraction: format, isFilled }: NumberFormat, digits: string): string {
  if (!isFilled) return digits;
  const needed = format.lastIndexOf('0') + 1;
  return digits.slice(0, needed) + digits.slice(needed).replace(/0+$/, '');
}

function withSign(format: NumberFormat, whole: string, fraction: string, isNegative: boolean): string {
  const digits = whole.trimStart();
  const gap = ' '.repeat(whole.length - digits.length);
  const money = format.currency ? '$' : '';
  const number = `${money}${digits}${fraction}`;
  const join = (text: string) => (format.isFilled ? text.trim() : text);
  switch (format.sign) {
    case 'none':
      return join(`${gap}${isNegative ? '-' : ' '}${number}`);
    case 'PR':
      return join(isNegative ? `${gap}<${number}>` : `${gap} ${number} `);
    case 'MI': {
      const sign = isNegative ? '-' : ' ';
      return join(format.isSignFirst ? `${sign}${gap}${number}` : `${gap}${number}${sign}`);
    }
    case 'PL': {
      const sign = isNegative ? ' ' : '+';
      return join(format.isSignFirst ? `${sign}${gap}${number}` : `${gap}${number}${sign}`);
    }
    default: {
      const sign = isNegative ? '-' : '+';
      return join(format.isSignFirst ? `${gap}${sign}${number}` : `${gap}${number}${sign}`);
    }
  }
}

/**
 * TO_NUMBER.
 *
 * @throws SqlError for a text without any digit.
 */
export function parseNumber(text: string, format: string): number {
  readFormat(format);
  const isNegative = /-|<.*>/.test(text);
  const digits = text.replaceAll(/[^\d.]/g, '');
  if (!/\d/.test(digits)) throw new SqlError(`invalid input syntax for type numeric: "${text}"`);
  return Number(digits) * (isNegative ? -1 : 1);
}
