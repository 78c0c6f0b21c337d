import { SqlError } from '../engine.ts';
import { dayNames, isDay, monthNames, writeMoment } from './moment.ts';

/** What a format has read so far. */
interface Fields {
  year?: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  hour?: number;
  isAfternoon?: boolean;
  minute?: number;
  second?: number;
  microsecond?: number;
}

type Reader = (text: string, fields: Fields) => number;

/** Reads up to so many digits; returns how many characters it took. */
function digits(most: number, store: (fields: Fields, value: number, read: string) => void): Reader {
  return (text, fields) => {
    const read = new RegExp(`^\\d{1,${most}}`).exec(text)?.[0];
    if (read === undefined) return -1;
    store(fields, Number(read), read);
    return read.length;
  };
}

function name(
  names: readonly string[],
  length: number | undefined,
  store: (fields: Fields, index: number) => void,
): Reader {
  return (text, fields) => {
    const lower = text.toLowerCase();
    const index = names.findIndex((one) => lower.startsWith(one.toLowerCase().slice(0, length)));
    if (index < 0) return -1;
    store(fields, index);
    return (length ?? names[index]?.length) || 0;
  };
}

/** A year of two digits lies between 1970 and 2069. */
const nearYear = (value: number) => value + (value < 70 ? 2000 : 1900);
const hour = digits(2, (fields, value) => {
  fields.hour = value;
});
const meridiem: Reader = (text, fields) => {
  const read = /^([ap])\.?m\.?/i.exec(text);
  if (!read) return -1;
  fields.isAfternoon = read[1]?.toLowerCase() === 'p';
  return read[0].length;
};

const readers: ReadonlyArray<readonly [string, Reader]> = [
  [
    'YYYY',
    digits(4, (fields, value) => {
      fields.year = value;
    }),
  ],
  [
    'YYY',
    digits(3, (fields, value) => {
      fields.year = value + 2000;
    }),
  ],
  [
    'YY',
    digits(2, (fields, value) => {
      fields.year = nearYear(value);
    }),
  ],
  [
    'MONTH',
    name(monthNames, undefined, (fields, index) => {
      fields.month = index + 1;
    }),
  ],
  [
    'MON',
    name(monthNames, 3, (fields, index) => {
      fields.month = index + 1;
    }),
  ],
  ['DAY', name(dayNames, undefined, () => {})],
  [
    'DDD',
    digits(3, (fields, value) => {
      fields.dayOfYear = value;
    }),
  ],
  ['DY', name(dayNames, 3, () => {})],
  [
    'DD',
    digits(2, (fields, value) => {
      fields.day = value;
    }),
  ],
  ['HH24', hour],
  ['HH12', hour],
  ['HH', hour],
  [
    'MI',
    digits(2, (fields, value) => {
      fields.minute = value;
    }),
  ],
  [
    'MM',
    digits(2, (fields, value) => {
      fields.month = value;
    }),
  ],
  [
    'MS',
    digits(3, (fields, _, read) => {
      fields.microsecond = Number(read.padEnd(6, '0'));
    }),
  ],
  [
    'US',
    digits(6, (fields, _, read) => {
      fields.microsecond = Number(read.padEnd(6, '0'));
    }),
  ],
  [
    'SS',
    digits(2, (fields, value) => {
      fields.second = value;
    }),
  ],
  ['A.M.', meridiem],
  ['P.M.', meridiem],
  ['AM', meridiem],
  ['PM', meridiem],
  [
    'Y',
    digits(1, (fields, value) => {
      fields.year = value + 2020;
    }),
  ],
];

/**
 * TO_DATE and TO_TIMESTAMP.
 *
 * @param isStrict false where a day beyond the end of its month is one of the next month.
 * @returns the moment as DuckDB reads it.
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_FORMAT_strings.html
 * @throws SqlError for a text that the format does not fit, and for a day that no calendar has.
 */
export function parseTimestamp(text: string, format: string, isStrict: boolean): string {
  const fields: Fields = {};
  let at = 0;
  let rest = text;
  while (at < format.length && rest !== '') {
    const pattern = /^FM/i.test(format.slice(at)) ? { length: 2, taken: 0 } : readPattern(format, at, rest, fields);
    if (pattern.taken < 0)
      throw new SqlError(`invalid value for "${format.slice(at, at + pattern.length)}" in source string`);
    at += pattern.length;
    rest = rest.slice(pattern.taken);
  }
  return toMoment(fields, text, isStrict);
}

function readPattern(format: string, at: number, rest: string, fields: Fields): { length: number; taken: number } {
  const upper = format.slice(at).toUpperCase();
  const [pattern, read] = readers.find(([one]) => upper.startsWith(one)) ?? [];
  // Any other character stands for one of the text's, but blanks of the text may be more than one.
  if (pattern === undefined || read === undefined) return { length: 1, taken: 1 };
  const blanks = rest.length - rest.trimStart().length;
  const taken = read(rest.slice(blanks), fields);
  return { length: pattern.length, taken: taken < 0 ? taken : taken + blanks };
}

function toMoment(fields: Fields, text: string, isStrict: boolean): string {
  const { year = 1, month = 1, day = 1, minute = 0, second = 0, microsecond = 0, dayOfYear } = fields;
  const given = fields.hour ?? 0;
  const hour = fields.isAfternoon === undefined ? given : (given % 12) + (fields.isAfternoon ? 12 : 0);
  const overflows = !isStrict && day > 28 && day <= 31 && isDay({ year, month, day: 1 });
  const date =
    dayOfYear !== undefined ? dateOf(year, 1, dayOfYear) : overflows ? dateOf(year, month, day) : { year, month, day };
  if (!isDay(date) || hour > 23 || minute > 59 || second > 59) {
    throw new SqlError(`date/time field value out of range: "${text}"`);
  }
  return writeMoment({ ...date, hour, minute, second, microsecond });
}

function dateOf(year: number, month: number, day: number) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
