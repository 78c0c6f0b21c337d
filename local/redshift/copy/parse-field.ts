import type { CopyOptions } from './copy-options.ts';
import type { TableColumn } from './table-columns.ts';

/** A field that COPY stores; dates, decimals and SUPER stay text until the database casts them. */
export type FieldValue = null | boolean | number | bigint | string;

/** Reads one field of a CSV line. */
export type FieldParser = (text: string) => FieldValue;

/** A field does not fit its column; code and message as in sys_load_error_detail. */
export class LoadFieldError extends Error {
  override readonly name = 'LoadFieldError';
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

const trueWords = ['t', 'true', '1', 'y', 'yes'];
const falseWords = ['f', 'false', '0', 'n', 'no'];
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const timestampPattern = /^(\d{4}-\d{2}-\d{2})(?:[ T]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?)?$/;
const integerBits: Readonly<Record<string, number>> = { SMALLINT: 16, INTEGER: 32, BIGINT: 64 };

/** Makes the parser of a column's fields. */
export function fieldParser(column: TableColumn, options: CopyOptions): FieldParser {
  const parse = typeParser(column);
  const isText = column.type === 'VARCHAR';
  return (text) => {
    const isNull =
      text === options.nullText ||
      (text === '' && (!isText || options.emptyAsNull)) ||
      (options.blanksAsNull && /^\s+$/.test(text));
    if (!isNull) return parse(text);
    if (!column.isNullable) throw new LoadFieldError(1213, 'Missing data for not-null field');
    return null;
  };
}

function typeParser(column: TableColumn): FieldParser {
  const { type } = column;
  if (type === 'VARCHAR') return (text) => parseText(text, column.bytes);
  if (type === 'BOOLEAN') return parseBoolean;
  if (integerBits[type] !== undefined) return (text) => parseInteger(text, type);
  if (type === 'DOUBLE' || type === 'FLOAT') return parseNumber;
  if (type === 'DATE') return parseDate;
  if (type.startsWith('TIMESTAMP')) return parseTimestamp;
  if (type.startsWith('DECIMAL')) return parseDecimal;
  if (type === 'JSON') return parseSuper;
  throw new LoadFieldError(1200, `COPY into a column of type ${type} is not supported by the local engine`);
}

function parseText(text: string, bytes: number | undefined): string {
  if (bytes !== undefined && text.length * 3 > bytes && Buffer.byteLength(text) > bytes) {
    throw new LoadFieldError(1204, 'String length exceeds DDL length');
  }
  return text;
}

function parseBoolean(text: string): boolean {
  const word = text.trim().toLowerCase();
  if (trueWords.includes(word)) return true;
  if (falseWords.includes(word)) return false;
  throw new LoadFieldError(1210, `Unknown boolean format, Value '${text}'`);
}

function parseInteger(text: string, type: string): number | bigint {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw invalidDigit(text, /^\s*[+-]?\d*/, 'Integer');
  // Nine digits fit into an INTEGER without looking.
  if (type === 'INTEGER' && text.length <= 9) return Number(text);
  const value = BigInt(text.trim());
  if (BigInt.asIntN(integerBits[type] ?? 64, value) !== value)
    throw new LoadFieldError(1216, `Overflow, Value '${text}', Type: ${type}`);
  return type === 'BIGINT' ? value : Number(value);
}

function parseNumber(text: string): number {
  if (!/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text)) {
    throw invalidDigit(text, /^\s*[+-]?\d*\.?\d*/, 'Double');
  }
  return Number(text);
}

function parseDecimal(text: string): string {
  if (!/^\s*[+-]?(?:\d+\.?\d*|\.\d+)\s*$/.test(text)) throw invalidDigit(text, /^\s*[+-]?\d*\.?\d*/, 'Decimal');
  return text.trim();
}

function invalidDigit(text: string, good: RegExp, type: string): LoadFieldError {
  const position = good.exec(text)?.[0].length ?? 0;
  return new LoadFieldError(1207, `Invalid digit, Value '${text[position] ?? ''}', Pos ${position}, Type: ${type}`);
}

function parseDate(text: string): string {
  const [, year, month, day] = datePattern.exec(text.trim()) ?? [];
  if (Number(day) < 1 || !(Number(day) <= daysOfMonth(Number(year), Number(month)))) {
    throw new LoadFieldError(1206, `Invalid date, Value '${text}', expected YYYY-MM-DD`);
  }
  return text.trim();
}

function daysOfMonth(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? Number.NaN;
}

function parseTimestamp(text: string): string {
  const [, date] = timestampPattern.exec(text.trim()) ?? [];
  if (date === undefined) throw new LoadFieldError(1205, `Invalid timestamp, Value '${text}'`);
  parseDate(date);
  return text.trim();
}

function parseSuper(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw new LoadFieldError(1224, `Invalid SUPER value: ${error instanceof Error ? error.message : String(error)}`);
  }
}
