import { months, nameOf, weekdays } from './names.ts';
import { type PatternPart, readPattern } from './pattern.ts';
import { nameAt, offsetAt } from './time-zone.ts';

/** A moment and the same in a zone's local time. */
interface Moment {
  readonly milliseconds: number;
  readonly timeZone: string;
  readonly offset: number;
  /** The local time, as if it were UTC. */
  readonly local: Date;
}

/**
 * Writes a moment by a pattern of java.time.format.DateTimeFormatter in American English, the default of AWS's
 * machines; throws RangeError for what is no pattern or no time zone. Short names of zones outside of America are
 * offsets ("GMT+8") where Java has letters ("AWST").
 * https://docs.oracle.com/javase/8/docs/api/java/time/format/DateTimeFormatter.html
 */
export function formatMoment(milliseconds: number, pattern: string, timeZone = 'UTC'): string {
  const offset = offsetAt(milliseconds, timeZone);
  const moment: Moment = { milliseconds, timeZone, offset, local: new Date(milliseconds + offset) };
  return readPattern(pattern)
    .map((part) => writePart(part, moment))
    .join('');
}

function writePart(part: PatternPart, moment: Moment): string {
  if (part.kind === 'optional') return '';
  if (part.kind === 'text') return part.text;
  return writers[part.letter]?.(moment, part.count).padStart(part.padTo) ?? '';
}

type Writer = (moment: Moment, count: number) => string;

const padded = (value: number, count: number) => String(value).padStart(count, '0');
const number =
  (read: (local: Date) => number): Writer =>
  ({ local }, count) =>
    padded(read(local), count);
const day = 86_400_000;

function writeYear(year: number, count: number): string {
  if (count === 2) return padded(Math.abs(year) % 100, 2);
  const sign = year < 0 ? '-' : count >= 4 && year > 9999 ? '+' : '';
  return sign + padded(Math.abs(year), count);
}

const yearOf = (local: Date) => local.getUTCFullYear();
const yearOfEra = (local: Date) => (yearOf(local) > 0 ? yearOf(local) : 1 - yearOf(local));
const dayOfYear = (local: Date) => Math.floor((local.getTime() - Date.UTC(yearOf(local), 0, 1)) / day) + 1;
const hour = (local: Date) => local.getUTCHours();
const milliOfDay = (local: Date) => ((local.getTime() % day) + day) % day;
const quarter = (local: Date) => Math.floor(local.getUTCMonth() / 3) + 1;

// American weeks start on Sunday; the first week of a year or a month is that of its first day.
const weekOfMonth = (local: Date) => Math.ceil((local.getUTCDate() + weekdayOfFirst(local)) / 7);
const weekdayOfFirst = (local: Date) => (((local.getUTCDay() - local.getUTCDate() + 1) % 7) + 7) % 7;
const endOfWeek = (local: Date) => new Date(local.getTime() + (6 - local.getUTCDay()) * day);
const weekYear = (local: Date) => yearOf(endOfWeek(local));
const weekOfYear = (local: Date) => Math.ceil(dayOfYear(endOfWeek(local)) / 7);

const writeMonth: Writer = ({ local }, count) =>
  count > 2 ? nameOf(months, local.getUTCMonth(), count) : padded(local.getUTCMonth() + 1, count);

const writeWeekday: Writer = ({ local }, count) => nameOf(weekdays, local.getUTCDay(), count);

const writeLocalWeekday: Writer = (moment, count) =>
  count > 2 ? writeWeekday(moment, count) : padded(moment.local.getUTCDay() + 1, count);

const writeQuarter: Writer = ({ local }, count) => {
  const value = quarter(local);
  if (count === 3) return `Q${value}`;
  return count === 4 ? `${value}${['st', 'nd', 'rd', 'th'][value - 1]} quarter` : padded(value, count === 2 ? 2 : 1);
};

const writeEra: Writer = ({ local }, count) => {
  const [short, full] = yearOf(local) > 0 ? ['AD', 'Anno Domini'] : ['BC', 'Before Christ'];
  return (count === 4 ? full : count === 5 ? short?.slice(0, 1) : short) ?? '';
};

/** Writes an offset: hours, then minutes and seconds as the number of letters says. */
function writeOffset(offset: number, count: number, zero: string): string {
  if (offset === 0) return zero;
  const size = Math.abs(offset) / 1000;
  const [hours, minutes, seconds] = [size / 3600, (size / 60) % 60, size % 60].map((part) =>
    padded(Math.floor(part), 2),
  );
  const separator = count === 3 || count === 5 ? ':' : '';
  const withMinutes = count > 1 || minutes !== '00' ? separator + minutes : '';
  const withSeconds = count > 3 && seconds !== '00' ? separator + seconds : '';
  return `${offset < 0 ? '-' : '+'}${hours}${withMinutes}${withSeconds}`;
}

const writeLocalizedOffset: Writer = ({ offset }, count) =>
  `GMT${writeOffset(offset, count === 4 ? 3 : 1, '').replace(/^([+-])0(?=\d)/, count === 4 ? '$&' : '$1')}`;

const writers: Readonly<Record<string, Writer>> = {
  G: writeEra,
  u: ({ local }, count) => writeYear(yearOf(local), count),
  y: ({ local }, count) => writeYear(yearOfEra(local), count),
  Y: ({ local }, count) => writeYear(weekYear(local), count),
  D: number(dayOfYear),
  M: writeMonth,
  L: writeMonth,
  d: number((local) => local.getUTCDate()),
  Q: writeQuarter,
  q: writeQuarter,
  w: number(weekOfYear),
  W: number(weekOfMonth),
  E: writeWeekday,
  e: writeLocalWeekday,
  c: writeLocalWeekday,
  F: number((local) => Math.floor((local.getUTCDate() - 1) / 7) + 1),
  a: ({ local }) => (hour(local) < 12 ? 'AM' : 'PM'),
  h: number((local) => hour(local) % 12 || 12),
  K: number((local) => hour(local) % 12),
  k: number((local) => hour(local) || 24),
  H: number(hour),
  m: number((local) => local.getUTCMinutes()),
  s: number((local) => local.getUTCSeconds()),
  S: ({ local }, count) => padded(local.getUTCMilliseconds(), 3).padEnd(count, '0').slice(0, count),
  A: number(milliOfDay),
  n: number((local) => local.getUTCMilliseconds() * 1_000_000),
  N: number((local) => milliOfDay(local) * 1_000_000),
  V: ({ timeZone }) => timeZone,
  z: ({ milliseconds, timeZone }, count) => nameAt(milliseconds, timeZone, count === 4 ? 'long' : 'short'),
  O: writeLocalizedOffset,
  X: ({ offset }, count) => writeOffset(offset, count, 'Z'),
  x: ({ offset }, count) => writeOffset(offset, count, count === 1 ? '+00' : count % 2 === 1 ? '+00:00' : '+0000'),
  Z: (moment, count) => {
    if (count === 4) return writeLocalizedOffset(moment, 4);
    return writeOffset(moment.offset, count === 5 ? 5 : 2, count === 5 ? 'Z' : '+0000');
  },
};
