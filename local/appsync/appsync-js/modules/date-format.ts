/** A moment as the fields that a format prints. */
interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly milli: number;
  /** Minutes east of UTC. */
  readonly offset: number;
  readonly weekday: number;
}

const months = 'January February March April May June July August September October November December'.split(' ');
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/**
 * Writes a moment by a pattern of java.time.format.DateTimeFormatter: the letters y u M d H h m s S a E z Z X x and
 * quoted text. Throws RangeError for other letters and unknown time zones.
 * https://docs.oracle.com/javase/8/docs/api/java/time/format/DateTimeFormatter.html
 */
export function formatMoment(milliseconds: number, pattern: string, timeZone = 'UTC'): string {
  const fields = fieldsOf(milliseconds, timeZone);
  return tokenize(pattern)
    .map((token) => ('text' in token ? token.text : write(token, fields, timeZone)))
    .join('');
}

/** Reads a moment written by such a pattern, to milliseconds since 1970; throws RangeError when it does not fit. */
export function parseMoment(text: string, pattern: string, timeZone = 'UTC'): number {
  const letters: string[] = [];
  const source = tokenize(pattern).map((token) => {
    if ('text' in token) return token.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    letters.push(token.letter);
    return reader(token);
  });
  const match = new RegExp(`^${source.join('')}$`).exec(text);
  if (!match) throw new RangeError(`Text '${text}' could not be parsed by the format '${pattern}'`);
  return toMilliseconds(new Map(letters.map((letter, index) => [letter, match[index + 1] ?? ''])), timeZone);
}

type Token = { readonly text: string } | { readonly letter: string; readonly count: number };
type Letters = Extract<Token, { letter: string }>;

function tokenize(pattern: string): Token[] {
  return Array.from(pattern.matchAll(/'((?:[^']|'')*)'|([a-zA-Z])\2*|[^a-zA-Z']+/g), ([token, quoted, letter]) => {
    if (letter) return { letter, count: token.length };
    return { text: quoted === undefined ? token : quoted.replace(/''/g, "'") || "'" };
  });
}

function fieldsOf(milliseconds: number, timeZone: string): Fields {
  const offset = offsetOf(milliseconds, timeZone);
  const local = new Date(milliseconds + offset * 60_000);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    milli: local.getUTCMilliseconds(),
    offset,
    weekday: local.getUTCDay(),
  };
}

function offsetOf(milliseconds: number, timeZone: string): number {
  if (timeZone === 'UTC' || timeZone === 'Z') return 0;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(milliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return parseOffset(name.replace('GMT', ''));
}

function parseOffset(text: string): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(text);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0));
}

type Writer = (fields: Fields, count: number, timeZone: string) => string;

const padded = (value: number, count: number) => String(value).padStart(count, '0');
const named = (names: readonly string[], index: number, count: number) =>
  (count > 3 ? names[index] : names[index]?.slice(0, 3)) ?? '';
const writeYear: Writer = ({ year }, count) => (count === 2 ? padded(year % 100, 2) : padded(year, count));

const writers: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ['y', writeYear],
  ['u', writeYear],
  ['M', ({ month }, count) => (count > 2 ? named(months, month - 1, count) : padded(month, count))],
  ['d', ({ day }, count) => padded(day, count)],
  ['H', ({ hour }, count) => padded(hour, count)],
  ['h', ({ hour }, count) => padded(hour % 12 || 12, count)],
  ['m', ({ minute }, count) => padded(minute, count)],
  ['s', ({ second }, count) => padded(second, count)],
  ['S', ({ milli }, count) => padded(milli, 3).padEnd(count, '0').slice(0, count)],
  ['a', ({ hour }) => (hour < 12 ? 'AM' : 'PM')],
  ['E', ({ weekday }, count) => named(weekdays, weekday, count)],
  ['z', (_fields, _count, timeZone) => timeZone],
  ['Z', ({ offset }) => writeOffset(offset, '', '+0000')],
  ['X', ({ offset }, count) => writeOffset(offset, count > 2 ? ':' : '', 'Z')],
  ['x', ({ offset }, count) => writeOffset(offset, count > 2 ? ':' : '', count > 2 ? '+00:00' : '+0000')],
]);

function write({ letter, count }: Letters, fields: Fields, timeZone: string): string {
  const writer = writers.get(letter);
  if (!writer) throw unsupported(letter);
  return writer(fields, count, timeZone);
}

function writeOffset(minutes: number, separator: string, zero: string): string {
  if (minutes === 0) return zero;
  const part = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${part(Math.floor(size / 60))}${separator}${part(size % 60)}`;
}

function reader({ letter, count }: Letters): string {
  if ('XxZ'.includes(letter)) return '(Z|[+-]\\d\\d:?\\d\\d)';
  if (letter === 'a') return '(AM|PM)';
  if (letter === 'E' || (letter === 'M' && count > 2)) return '([A-Za-z]+)';
  if (!'yuMdHhmsS'.includes(letter)) throw unsupported(letter);
  return count === 1 ? '(\\d+)' : `(\\d{${count}})`;
}

function toMilliseconds(read: ReadonlyMap<string, string>, timeZone: string): number {
  const number = (letter: string, absent: number) => Number(read.get(letter) ?? absent);
  const month = read.get('M') ?? '1';
  const hour = read.has('h') ? (number('h', 0) % 12) + (read.get('a') === 'PM' ? 12 : 0) : number('H', 0);
  const millis = Number((read.get('S') ?? '').slice(0, 3).padEnd(3, '0'));
  const monthIndex = /^\d/.test(month) ? Number(month) - 1 : months.findIndex((name) => name.startsWith(month));
  const year = number(read.has('u') ? 'u' : 'y', 1970);
  const local = Date.UTC(year, monthIndex, number('d', 1), hour, number('m', 0), number('s', 0), millis);
  const offset = read.get('X') ?? read.get('x') ?? read.get('Z');
  return local - (offset === undefined ? offsetOf(local, timeZone) : parseOffset(offset)) * 60_000;
}

const unsupported = (letter: string) => new RangeError(`the format letter '${letter}' is not supported here`);
