import type { CopyOptions } from './copy-options.ts';
import { LoadFieldError } from './load-record.ts';
import {
  defaultTimeFormats,
  firstOf,
  formatParser,
  type Moment,
  type MomentParser,
  parseAutomatically,
} from './parse-moment.ts';

type TimeOptions = Pick<CopyOptions, 'dateFormat' | 'timeFormat' | 'acceptsAnyDate'>;

const defaultDate = firstOf(['YYYY-MM-DD', ...defaultTimeFormats]);
const defaultTime = firstOf(defaultTimeFormats);
const timeOfDay = /^([01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:\s?([+-]\d{1,2}(?::?\d{2})?|z|utc))?$/i;

/** Makes the parser of DATE columns; it gives `YYYY-MM-DD`, or null with ACCEPTANYDATE. */
export function dateParser({ dateFormat, acceptsAnyDate }: TimeOptions): (text: string) => string | null {
  const parse =
    dateFormat === undefined ? defaultDate : dateFormat === 'auto' ? parseAutomatically : formatParser(dateFormat);
  return (text) => {
    const moment = parse(text.trim());
    if (moment) return printDate(moment);
    if (acceptsAnyDate) return null;
    if (dateFormat === undefined && text.trim().length < 10)
      throw new LoadFieldError(1205, 'Invalid Date Format - length must be 10 or more');
    throw new LoadFieldError(1205, `Invalid date format or value [${dateFormat ?? 'YYYY-MM-DD'}]`);
  };
}

/** Makes the parser of TIMESTAMP and TIMESTAMPTZ columns; it gives text that the database casts. */
export function timestampParser(
  { timeFormat, acceptsAnyDate }: TimeOptions,
  hasZone: boolean,
): (text: string) => string | null {
  const parse = timeParser(timeFormat);
  return (text) => {
    const moment = parse(text.trim());
    if (moment) return `${printDate(moment)} ${printTime(moment)}${hasZone ? (moment.zone ?? '+00:00') : ''}`;
    if (acceptsAnyDate) return null;
    const format = timeFormat ?? (hasZone ? 'YYYY-MM-DD HH24:MI:SSOF' : 'YYYY-MM-DD HH24:MI:SS');
    throw new LoadFieldError(1206, `Invalid timestamp format or value [${format}]`);
  };
}

function timeParser(timeFormat: string | undefined): MomentParser {
  if (timeFormat === undefined) return defaultTime;
  if (timeFormat === 'auto') return parseAutomatically;
  if (timeFormat === 'epochsecs') return (text) => parseEpoch(text, 1_000_000n);
  if (timeFormat === 'epochmillisecs') return (text) => parseEpoch(text, 1000n);
  return formatParser(timeFormat);
}

/** Reads a TIME, or a TIMETZ when it has a zone. */
export function parseTimeOfDay(text: string, hasZone: boolean): string {
  const zone = timeOfDay.exec(text.trim())?.[2];
  if (!timeOfDay.test(text.trim())) throw new LoadFieldError(1206, 'Invalid time format or value [HH24:MI:SS]');
  const time = zone === undefined ? text.trim() : text.trim().slice(0, -zone.length).trim();
  return hasZone ? `${time}${zone === undefined || /[zc]$/i.test(zone) ? '+00' : zone}` : time;
}

function parseEpoch(text: string, microseconds: bigint): Moment | undefined {
  if (!/^[+-]?\d{1,15}$/.test(text)) return undefined;
  const total = BigInt(text.replace('+', '')) * microseconds;
  const microsecond = Number(((total % 1_000_000n) + 1_000_000n) % 1_000_000n);
  const date = new Date(Number((total - BigInt(microsecond)) / 1000n));
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return undefined;
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    microsecond,
    zone: undefined,
  };
}

const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');

function printDate({ year, month, day }: Moment): string {
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

function printTime({ hour, minute, second, microsecond }: Moment): string {
  return `${pad(hour)}:${pad(minute)}:${pad(second)}.${pad(microsecond, 6)}`;
}
