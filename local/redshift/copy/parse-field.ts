import { cutToBytes } from '../database/cut-to-bytes.ts';
import type { DataType } from '../tables/data-type.ts';
import type { TableColumn } from '../tables/table-description.ts';
import type { CopyOptions } from './copy-options.ts';
import { invalidBase, invalidBytes } from './decode-lines.ts';
import { LoadFieldError } from './load-record.ts';
import { integerParser, parseDouble, parseNumeric } from './parse-number.ts';
import { dateParser, parseTimeOfDay, timestampParser } from './parse-time.ts';

/** A field that COPY stores; dates, decimals and SUPER stay text until the database casts them. */
export type FieldValue = null | boolean | number | bigint | string;

/** Reads one field of a record. */
export type FieldParser = (text: string | null) => FieldValue;

const trueWords = ['t', 'true', '1', 'y', 'yes'];
const falseWords = ['f', 'false', '0', 'n', 'no'];
const blank = /^\s*$/;

/** Makes the parser of a column's fields. */
export function fieldParser(column: TableColumn, options: CopyOptions): FieldParser {
  const parse = typeParser(column.type, options);
  const isText = column.type.bytes !== undefined;
  return (text) => {
    const isNull =
      text === null ||
      text === options.nullText ||
      (isText
        ? (text === '' && options.emptyAsNull) || (text !== '' && options.blanksAsNull && blank.test(text))
        : text === '' || (text.charCodeAt(0) <= 32 && blank.test(text)));
    const value = isNull ? null : parse(text);
    if (value === null && !column.isNullable) throw new LoadFieldError(1213, 'Missing data for not-null field');
    return value;
  };
}

function typeParser(type: DataType, options: CopyOptions): (text: string) => FieldValue {
  const { name } = type;
  const wholeNumber = integerParser(type);
  if (wholeNumber) return wholeNumber;
  if (type.bytes !== undefined) return textParser(type, options);
  if (name === 'boolean') return parseBoolean;
  if (name === 'double precision' || name === 'real') return (text) => parseDouble(text, name === 'real');
  if (name === 'date') return dateParser(options);
  if (name.startsWith('timestamp')) return timestampParser(options, name.endsWith('with time zone'));
  if (name.startsWith('time')) return (text) => parseTimeOfDay(text, name.endsWith('with time zone'));
  if (name === 'numeric') return (text) => parseNumeric(text, type, options.roundsDecimals);
  return parseSuper;
}

function textParser({ name, bytes = 0 }: DataType, options: CopyOptions): (text: string) => string {
  const isChar = name === 'character';
  return (text) => {
    let value = options.replacement === undefined ? text : text.replaceAll(invalidBytes, options.replacement);
    if (options.trimsBlanks) value = value.trimEnd();
    requireText(value, isChar);
    if (value.length * 3 <= bytes || Buffer.byteLength(value) <= bytes) return value;
    if (options.truncatesColumns) return cutToBytes(value, bytes);
    throw new LoadFieldError(1204, `${isChar ? 'Char' : 'String'} length exceeds DDL length`);
  };
}

/** @throws LoadFieldError at bytes that are no UTF-8, at the end of a record that is none, and at what CHAR cannot hold. */
function requireText(text: string, isChar: boolean): void {
  const invalid = /[\udc80-\udcff]+/u.exec(text)?.[0];
  if (invalid !== undefined) throw invalidUtf8(invalid);
  // COPY takes a NUL for the end of a record.
  const nul = text.indexOf('\0');
  if (nul >= 0)
    throw new LoadFieldError(1216, `Missing newline: Unexpected character 0x0 found at location ${nul}`, nul);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: CHAR holds ASCII
  const wide = isChar ? /[^\x00-\x7f]/u.exec(text)?.[0] : undefined;
  if (wide === undefined) return;
  const hint = `(Hint: try using VARCHAR). Invalid char: ${hexOf(Buffer.from(wide))}`;
  throw new LoadFieldError(1220, `Multibyte character not supported for CHAR ${hint}`);
}

/** The numbers of these errors are told in https://docs.aws.amazon.com/redshift/latest/dg/multi-byte-character-load-errors.html. */
function invalidUtf8(standIns: string): LoadFieldError {
  const bytes = Buffer.from(Array.from(standIns, (standIn) => standIn.charCodeAt(0) - invalidBase));
  const first = bytes[0] ?? 0;
  const error = first >= 0xfe || first < 0xc0 ? 3 : first >= 0xf8 ? 1 : 2;
  const reason = `Bad UTF8 hex sequence: ${hexOf(bytes)} (error ${error})`;
  return new LoadFieldError(1220, `String contains invalid or unsupported UTF8 codepoints. ${reason}`);
}

function hexOf(bytes: Buffer): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function parseBoolean(text: string): boolean {
  const word = text.trim().toLowerCase();
  if (trueWords.includes(word)) return true;
  if (falseWords.includes(word)) return false;
  throw new LoadFieldError(1210, `Unknown boolean format, Value '${text}'`);
}

function parseSuper(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw new LoadFieldError(1224, `Invalid SUPER value: ${error instanceof Error ? error.message : String(error)}`);
  }
}
