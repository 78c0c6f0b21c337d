import { dayNames, dayOfWeek, dayOfYear, isoWeek, type Moment, monthNames, readMoment } from './moment.ts';

const two = (value: number) => String(value).padStart(2, '0');
const roman = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');

type Writer = (moment: Moment) => string;

const padded = (names: readonly string[], index: number) => (names[index] ?? '').padEnd(9);
const hourOf12 = ({ hour }: Moment) => two(hour % 12 === 0 ? 12 : hour % 12);
const julianDay = 2_440_588;

/** Each pattern with what it writes; longer ones come before those that begin alike. */
const writers: ReadonlyArray<readonly [string, Writer]> = [
  ['Y,YYY', ({ year }) => `${Math.floor(year / 1000)},${String(year % 1000).padStart(3, '0')}`],
  ['IYYY', (moment) => String(isoWeek(moment).year).padStart(4, '0')],
  ['YYYY', ({ year }) => String(year).padStart(4, '0')],
  ['IYY', (moment) => String(isoWeek(moment).year % 1000).padStart(3, '0')],
  ['YYY', ({ year }) => String(year % 1000).padStart(3, '0')],
  ['IY', (moment) => two(isoWeek(moment).year % 100)],
  ['YY', ({ year }) => two(year % 100)],
  ['MONTH', ({ month }) => padded(monthNames, month - 1).toUpperCase()],
  ['Month', ({ month }) => padded(monthNames, month - 1)],
  ['month', ({ month }) => padded(monthNames, month - 1).toLowerCase()],
  [
    'MON',
    ({ month }) =>
      padded(monthNames, month - 1)
        .slice(0, 3)
        .toUpperCase(),
  ],
  ['Mon', ({ month }) => padded(monthNames, month - 1).slice(0, 3)],
  [
    'mon',
    ({ month }) =>
      padded(monthNames, month - 1)
        .slice(0, 3)
        .toLowerCase(),
  ],
  ['DAY', (moment) => padded(dayNames, dayOfWeek(moment)).toUpperCase()],
  ['Day', (moment) => padded(dayNames, dayOfWeek(moment))],
  ['day', (moment) => padded(dayNames, dayOfWeek(moment)).toLowerCase()],
  ['DDD', (moment) => String(dayOfYear(moment)).padStart(3, '0')],
  ['DY', (moment) => padded(dayNames, dayOfWeek(moment)).slice(0, 3).toUpperCase()],
  ['Dy', (moment) => padded(dayNames, dayOfWeek(moment)).slice(0, 3)],
  ['dy', (moment) => padded(dayNames, dayOfWeek(moment)).slice(0, 3).toLowerCase()],
  ['DD', ({ day }) => two(day)],
  ['HH24', ({ hour }) => two(hour)],
  ['HH12', hourOf12],
  ['HH', hourOf12],
  ['MI', ({ minute }) => two(minute)],
  ['MM', ({ month }) => two(month)],
  ['MS', ({ microsecond }) => String(Math.floor(microsecond / 1000)).padStart(3, '0')],
  ['SSSS', ({ hour, minute, second }) => String(hour * 3600 + minute * 60 + second)],
  ['SS', ({ second }) => two(second)],
  ['US', ({ microsecond }) => String(microsecond).padStart(6, '0')],
  ['AM', ({ hour }) => (hour < 12 ? 'AM' : 'PM')],
  ['PM', ({ hour }) => (hour < 12 ? 'AM' : 'PM')],
  ['A.M.', ({ hour }) => (hour < 12 ? 'A.M.' : 'P.M.')],
  ['P.M.', ({ hour }) => (hour < 12 ? 'A.M.' : 'P.M.')],
  ['am', ({ hour }) => (hour < 12 ? 'am' : 'pm')],
  ['pm', ({ hour }) => (hour < 12 ? 'am' : 'pm')],
  ['CC', ({ year }) => two(Math.ceil(year / 100))],
  ['BC', () => 'AD'],
  ['AD', () => 'AD'],
  ['IW', (moment) => two(isoWeek(moment).week)],
  ['WW', (moment) => two(Math.ceil(dayOfYear(moment) / 7))],
  ['RM', ({ month }) => (roman[month - 1] ?? '').padEnd(4)],
  ['TZ', () => 'UTC'],
  ['OF', () => '+00'],
  ['D', (moment) => String(dayOfWeek(moment) + 1)],
  ['I', (moment) => String(isoWeek(moment).year % 10)],
  ['J', (moment) => String(Math.floor(Date.UTC(moment.year, moment.month - 1, moment.day) / 86_400_000) + julianDay)],
  ['Q', ({ month }) => String(Math.ceil(month / 3))],
  ['W', ({ day }) => String(Math.ceil(day / 7))],
  ['Y', ({ year }) => String(year % 10)],
];

/**
 * TO_CHAR of a timestamp.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_FORMAT_strings.html
 */
export function formatTimestamp(text: string, format: string): string {
  const moment = readMoment(text);
  let written = '';
  let at = 0;
  while (at < format.length) {
    const quoted = /^"([^"]*)"?/.exec(format.slice(at));
    if (quoted) {
      written += quoted[1];
      at += quoted[0].length;
      continue;
    }
    const piece = writePiece(format, at, moment);
    written += piece.text;
    at += piece.length;
  }
  return written;
}

function writePiece(format: string, start: number, moment: Moment): { text: string; length: number } {
  const isFilled = /^FM/i.test(format.slice(start));
  const at = isFilled ? start + 2 : start;
  const writer = findWriter(format, at);
  if (!writer) return { text: isFilled ? '' : (format[start] ?? ''), length: isFilled ? 2 : 1 };
  const [pattern, write] = writer;
  const plain = write(moment);
  const text = isFilled ? withoutPadding(plain) : plain;
  const ordinal = /^th/i.exec(format.slice(at + pattern.length))?.[0] ?? '';
  const suffix = ordinal === '' ? '' : ordinalSuffix(Number(text), ordinal);
  return { text: text + suffix, length: at - start + pattern.length + ordinal.length };
}

/** Names keep the case of their pattern; all other patterns may have any. */
function findWriter(format: string, at: number): readonly [string, Writer] | undefined {
  const exact = writers.find(([pattern]) => format.startsWith(pattern, at));
  if (exact) return exact;
  const rest = format.slice(at).toUpperCase();
  return writers.find(([pattern]) => pattern === pattern.toUpperCase() && rest.startsWith(pattern));
}

function withoutPadding(text: string): string {
  return text.trimEnd().replace(/^0+(?=\d)/, '');
}

function ordinalSuffix(value: number, pattern: string): string {
  const isTeen = value % 100 >= 11 && value % 100 <= 13;
  const suffix = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return pattern === 'TH' ? suffix.toUpperCase() : suffix;
}
