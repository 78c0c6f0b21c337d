import { months, nameOf, weekdays } from './names.ts';
import { type PatternPart, readPattern } from './pattern.ts';
import { momentOf, readOffset } from './time-zone.ts';

/**
 * Reads a moment written by a pattern of java.time.format.DateTimeFormatter, to milliseconds since 1970. An offset or
 * zone in the text goes before `timeZone`; parts of the date that the pattern leaves out are those of 1970-01-01, parts
 * of the time are zero. Throws RangeError when the text does not fit, and for letters that are only for writing (weeks,
 * quarters, names of zones).
 */
export function parseMoment(text: string, pattern: string, timeZone = 'UTC'): number {
  const letters: PatternPart[] = [];
  const source = readPattern(pattern).map((part) => {
    if (part.kind === 'text') return part.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    if (part.kind === 'optional') return part.bound === '[' ? '(?:' : ')?';
    letters.push(part);
    return readerOf(part.letter, part.count);
  });
  const match = new RegExp(`^${source.join('')}$`).exec(text);
  if (!match) throw new RangeError(`Text '${text}' could not be parsed by '${pattern}'`);
  const read = letters.flatMap((part, index) => {
    const value = match[index + 1];
    return part.kind === 'letters' && value !== undefined ? [[part.letter, value, part.count] as const] : [];
  });
  return toMoment(read, text, timeZone);
}

const digits = new Set('uyDMLdhKkHmsAn');
const named = new Set('MLEe');

function readerOf(letter: string, count: number): string {
  if (letter === 'S') return `(\\d{${count}})`;
  if (named.has(letter) && (count > 2 || letter === 'E')) {
    const names = letter === 'E' || letter === 'e' ? weekdays : months;
    return `(${names.map((_, index) => nameOf(names, index, Math.max(count, 3))).join('|')})`;
  }
  if (digits.has(letter)) return count === 1 ? '(\\d+)' : `(\\d{${count}})`;
  switch (letter) {
    case 'a':
      return '(AM|PM)';
    case 'V':
      return '([A-Za-z]\\S*|[+-][\\d:]+)';
    case 'O':
      return '((?:GMT)(?:[+-]\\d{1,2}(?::?\\d\\d)?)?)';
    case 'X':
      return '(Z|[+-]\\d\\d(?::?\\d\\d)?(?::?\\d\\d)?)';
    case 'x':
    case 'Z':
      return count > 3 ? readerOf(count === 4 ? 'O' : 'X', 1) : '([+-]\\d\\d(?::?\\d\\d)?)';
    default:
      throw new RangeError(`The format letter '${letter}' is not emulated in parsing`);
  }
}

type Read = readonly (readonly [letter: string, value: string, count: number])[];

function toMoment(read: Read, text: string, timeZone: string): number {
  const value = (letter: string) => read.find(([name]) => letter.includes(name))?.[1];
  const number = (letter: string, absent: number, most: number, least = 0) => {
    const found = value(letter);
    if (found === undefined) return absent;
    if (Number(found) >= least && Number(found) <= most) return Number(found);
    throw new RangeError(`Text '${text}' could not be parsed: Invalid value for '${letter}': ${found}`);
  };
  const year = yearIn(read);
  const month = monthIn(value('ML')) ?? number('ML', 1, 12, 1) - 1;
  // As Java's lenient-enough resolver does, the 31st of a shorter month is its last day.
  const date =
    value('D') === undefined ? Math.min(number('d', 1, 31, 1), lastDay(year, month)) : number('D', 1, 366, 1);
  const local = new Date(0);
  local.setUTCFullYear(year, value('D') === undefined ? month : 0, date);
  local.setUTCHours(
    hourIn(number, value('a')),
    number('m', 0, 59),
    number('s', 0, 59),
    millisecondsIn(number, value('S')),
  );
  const time = local.getTime() + number('A', 0, 86_399_999);
  const offset = value('XxZO');
  return offset === undefined ? momentOf(time, value('V') ?? timeZone) : time - readOffset(offset);
}

type ReadNumber = (letter: string, absent: number, most: number, least?: number) => number;

// Two digits mean the years from 2000.
function yearIn(read: Read): number {
  const [, value = '1970', count = 4] = read.find(([letter]) => letter === 'u' || letter === 'y') ?? [];
  return Number(value) + (count === 2 ? 2000 : 0);
}

function monthIn(value: string | undefined): number | undefined {
  const index = months.findIndex((name) => value !== undefined && /^\D/.test(value) && name.startsWith(value));
  return index < 0 ? undefined : index;
}

const lastDay = (year: number, month: number) => new Date(Date.UTC(2000 + (year % 400), month + 1, 0)).getUTCDate();

function hourIn(number: ReadNumber, half: string | undefined): number {
  const ofHalf = number('h', 0, 12, 1) % 12 || number('K', 0, 11);
  return number('H', 0, 23) + (number('k', 0, 24, 1) % 24) + ofHalf + (half === 'PM' ? 12 : 0);
}

const millisecondsIn = (number: ReadNumber, fraction: string | undefined) =>
  Number((fraction ?? '').slice(0, 3).padEnd(3, '0')) + Math.floor(number('n', 0, 999_999_999) / 1_000_000);
