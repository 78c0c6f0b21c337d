/** A date and time as a text has it; what it leaves out is zero. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  /** Offset from UTC, `+hh:mm`; undefined when the text names none. */
  readonly zone: string | undefined;
}

/** Reads a text; undefined when it does not fit. */
export type MomentParser = (text: string) => Moment | undefined;

type Part = 'year' | 'shortYear' | 'month' | 'monthName' | 'day' | 'dayOfYear' | 'hour' | 'minute' | 'second' | 'half';

const parts: Readonly<Record<string, readonly [Part, string]>> = {
  YYYY: ['year', '(\\d{4})'],
  YY: ['shortYear', '(\\d{2})'],
  MONTH: ['monthName', '([a-z]{3,9})'],
  MON: ['monthName', '([a-z]{3,9})'],
  MM: ['month', '(\\d{1,2})'],
  DDD: ['dayOfYear', '(\\d{3})'],
  DD: ['day', '(\\d{1,2})'],
  HH24: ['hour', '(\\d{1,2})'],
  HH12: ['hour', '(\\d{1,2})'],
  HH: ['hour', '(\\d{1,2})'],
  MI: ['minute', '(\\d{1,2})'],
  SS: ['second', '(\\d{1,2}(?:\\.\\d{1,6})?)'],
  AM: ['half', '(am|pm)'],
  PM: ['half', '(am|pm)'],
};
const partPattern = /YYYY|YY|MONTH|MON|MM|MI|DDD|DD|HH24|HH12|HH|SS|AM|PM/gi;
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const zonePattern = '(?:\\s*(z|utc|gmt|est|edt|cst|cdt|mst|mdt|pst|pdt|[+-]\\d{1,2}(?::?\\d{2})?))?';
const namedZones: Readonly<Record<string, string>> = {
  ...{ z: '+00:00', utc: '+00:00', gmt: '+00:00', est: '-05:00', edt: '-04:00', cst: '-06:00', cdt: '-05:00' },
  ...{ mst: '-07:00', mdt: '-06:00', pst: '-08:00', pdt: '-07:00' },
};

/** What 'auto' reads, https://docs.aws.amazon.com/redshift/latest/dg/automatic-recognition.html; BC and Julian days are left out. */
const automaticDates = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'YYYY.MM.DD',
  'YYYY.DDD',
  'MM/DD/YYYY',
  'MM-DD-YYYY',
  'MM.DD.YYYY',
].concat([
  'DD-MON-YYYY',
  'MON-DD-YYYY',
  'DD MON YYYY',
  'MON DD, YYYY',
  'MON DD YYYY',
  'MON-DD-YY',
  'YYYYMMDD',
  'YYMMDD',
]);
const automaticTimes = ['', ' HH:MI:SS', 'THH:MI:SS', ' HH:MI', 'THH:MI', ' HHMISS', ' HH:MI:SS AM', ' HH:MI AM'];

/** The default format of TIMESTAMP and TIMESTAMPTZ, of which the time may be left out. */
export const defaultTimeFormats = ['YYYY-MM-DD HH:MI:SS', 'YYYY-MM-DDTHH:MI:SS', 'YYYY-MM-DD HH:MI', 'YYYY-MM-DD'];

/** Reads what 'auto' of DATEFORMAT and TIMEFORMAT recognizes. */
export const parseAutomatically = firstOf([
  ...automaticDates.flatMap((date) => automaticTimes.map((time) => date + time)),
  'DD MON HH:MI:SS YYYY',
]);

/** Reads a text in the first of these formats that fits; an offset from UTC may follow. */
export function firstOf(formats: readonly string[]): MomentParser {
  const parsers = formats.map((format) => formatParser(format, zonePattern));
  return (text) => {
    for (const parse of parsers) {
      const moment = parse(text);
      if (moment) return moment;
    }
    return undefined;
  };
}

/** Makes the parser of a format, https://docs.aws.amazon.com/redshift/latest/dg/r_DATEFORMAT_and_TIMEFORMAT_strings.html. */
export function formatParser(format: string, tail = ''): MomentParser {
  const order: Part[] = [];
  let source = '';
  let at = 0;
  for (const match of format.matchAll(partPattern)) {
    const [part, pattern] = parts[match[0].toUpperCase()] ?? [];
    if (part === undefined) continue;
    source += literal(format.slice(at, match.index)) + pattern;
    order.push(part);
    at = match.index + match[0].length;
  }
  const pattern = new RegExp(`^${source}${literal(format.slice(at))}${tail}$`, 'i');
  return (text) => {
    const match = pattern.exec(text);
    return match
      ? toMoment(new Map(order.map((part, index) => [part, match[index + 1] ?? ''])), match[order.length + 1])
      : undefined;
  };
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function toMoment(found: ReadonlyMap<Part, string>, zone: string | undefined): Moment | undefined {
  const number = (part: Part) => Number(found.get(part) ?? 0);
  const short = number('shortYear');
  const year = found.has('year') ? number('year') : short + (short < 70 ? 2000 : 1900);
  const name = found.get('monthName')?.slice(0, 3).toLowerCase() ?? '';
  const half = found.get('half')?.toLowerCase();
  const [second = '0', fraction = ''] = (found.get('second') ?? '0').split('.');
  const moment = {
    year,
    ...(found.has('dayOfYear')
      ? dayOfYear(year, number('dayOfYear'))
      : { month: found.has('monthName') ? months.indexOf(name) + 1 : number('month'), day: number('day') }),
    hour: half === undefined ? number('hour') : (number('hour') % 12) + (half === 'pm' ? 12 : 0),
    minute: number('minute'),
    second: Number(second),
    microsecond: Number(fraction.padEnd(6, '0')),
    zone: zone === undefined ? undefined : offsetOf(zone.toLowerCase()),
  };
  return isValid(moment) ? moment : undefined;
}

function offsetOf(zone: string): string {
  const [, sign, hours = '', minutes = '00'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? [];
  return sign === undefined ? (namedZones[zone] ?? '+00:00') : `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

function dayOfYear(year: number, day: number): { month: number; day: number } {
  const date = new Date(Date.UTC(year, 0, day));
  return { month: date.getUTCMonth() + 1, day: day > 0 && date.getUTCFullYear() === year ? date.getUTCDate() : 0 };
}

function isValid({ year, month, day, hour, minute, second }: Moment): boolean {
  const isDay = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month);
  return isDay && hour < 24 && minute < 60 && second < 60;
}

function daysOfMonth(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
