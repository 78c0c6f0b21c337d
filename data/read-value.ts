import { customerFields, dataTexts } from '../graphql/generated/domain.ts';
import { outcomeColumn, outcomeTexts, strategyColumn, timestampColumn } from './history-columns.ts';

/** What a CSV text stands for, written in the canonical way; or what is wrong with it. */
export type Reading = { readonly text: string } | { readonly problem: string };

/** Reads the text of one column. */
export type ReadValue = (text: string) => Reading;

type CustomerField = (typeof customerFields)[keyof typeof customerFields];

interface Limits {
  readonly minimum: number;
  readonly maximum: number;
}

const wholeNumber = /^[+-]?\d+$/;
const decimalNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const date = /^\d{4}-\d{2}-\d{2}$/;

/** A text from outside as it may stand in a message: short, and on one line. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

const readNumber =
  ({ minimum, maximum }: Limits, pattern: RegExp, kind: string): ReadValue =>
  (text) => {
    if (!pattern.test(text)) return { problem: `${quote(text)} is not ${kind}` };
    const value = Number(text);
    if (value < minimum || value > maximum) return { problem: `${text} is not between ${minimum} and ${maximum}` };
    return { text: String(value) };
  };

const readOneOf =
  (texts: readonly string[]): ReadValue =>
  (text) =>
    texts.includes(text) ? { text } : { problem: `${quote(text)} is not one of ${texts.join(', ')}` };

const readId =
  (maximumLength: number): ReadValue =>
  (text) => {
    // The decoder puts U+FFFD in the place of bytes that are not UTF-8; COPY refuses both such bytes and NUL.
    if (/[\0\uFFFD]/.test(text)) return { problem: `${quote(text)} is not clean UTF-8 text` };
    // Code points: a string's own length counts most emoji twice.
    const { length } = [...text];
    return length <= maximumLength ? { text } : { problem: `has ${length} characters, more than ${maximumLength}` };
  };

const readOutcome: ReadValue = (text) => {
  const lower = text.toLowerCase();
  if (lower === 'true') return { text: outcomeTexts.success };
  if (lower === 'false') return { text: outcomeTexts.failure };
  return { problem: `${quote(text)} is neither True nor False` };
};

const readDate: ReadValue = (text) => {
  const time = date.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) && text >= '0001';
  return isReal ? { text } : { problem: `${quote(text)} is not a date YYYY-MM-DD` };
};

function readerOf(field: CustomerField): ReadValue {
  if (field.type === 'ID') return readId(field.maximumLength);
  if (field.type === 'Int') return readNumber(field, wholeNumber, 'a whole number');
  if (field.type === 'Float') return readNumber(field, decimalNumber, 'a number');
  return readOneOf(Object.values(dataTexts[field.type]));
}

const readers: ReadonlyMap<string, ReadValue> = new Map([
  ...Object.values(customerFields).map((field): [string, ReadValue] => [field.column, readerOf(field)]),
  [strategyColumn, readOneOf(Object.values(dataTexts.RemediationStrategy))],
  [outcomeColumn, readOutcome],
  [timestampColumn, readDate],
]);

/** Checks one text against the rules of its column. */
export function readValue(column: string, text: string): Reading {
  const read = readers.get(column);
  if (!read) throw new Error(`There is no rule for the column ${column}`);
  return text === '' ? { problem: 'is empty' } : read(text);
}
