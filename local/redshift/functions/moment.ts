/** A date and time of no time zone; `month` and `day` count from 1. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

export const monthNames = 'January February March April May June July August September October November December'.split(
  ' ',
);
export const dayNames = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** Reads a timestamp as DuckDB writes it; what follows the fraction, such as a time zone, is left out. */
export function readMoment(text: string): Moment {
  const match = /^(-?\d+)-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?/.exec(text);
  const clock = match ? undefined : /^(\d\d):(\d\d):(\d\d)(?:\.(\d+))?/.exec(text);
  const number = (digits: string | undefined) => Number(digits ?? 0);
  const fraction = (digits: string | undefined) => Number((digits ?? '').padEnd(6, '0').slice(0, 6) || 0);
  if (clock) {
    const [, hour, minute, second, rest] = clock;
    return {
      year: 1,
      month: 1,
      day: 1,
      hour: number(hour),
      minute: number(minute),
      second: number(second),
      microsecond: fraction(rest),
    };
  }
  const [, year, month, day, hour, minute, second, rest] = match ?? [];
  return {
    year: number(year),
    month: number(month) || 1,
    day: number(day) || 1,
    hour: number(hour),
    minute: number(minute),
    second: number(second),
    microsecond: fraction(rest),
  };
}

/** Writes a moment as DuckDB reads it. */
export function writeMoment({ year, month, day, hour, minute, second, microsecond }: Moment): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  return `${date} ${two(hour)}:${two(minute)}:${two(second)}.${String(microsecond).padStart(6, '0')}`;
}

/** Days since 1970-01-01. */
export function dayNumber({ year, month, day }: Pick<Moment, 'year' | 'month' | 'day'>): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.floor(date.getTime() / 86_400_000);
}

/** 0 is Sunday. */
export function dayOfWeek(moment: Moment): number {
  return (((dayNumber(moment) + 4) % 7) + 7) % 7;
}

/** 1 is January 1. */
export function dayOfYear(moment: Moment): number {
  return dayNumber(moment) - dayNumber({ year: moment.year, month: 1, day: 1 }) + 1;
}

/** Year and number of the ISO 8601 week. */
export function isoWeek(moment: Moment): { readonly year: number; readonly week: number } {
  const weekday = dayOfWeek(moment) || 7;
  const thursday = new Date((dayNumber(moment) + 4 - weekday) * 86_400_000);
  const year = thursday.getUTCFullYear();
  const first = dayNumber({ year, month: 1, day: 1 });
  return { year, week: Math.floor((Math.floor(thursday.getTime() / 86_400_000) - first) / 7) + 1 };
}

/** True when the calendar has this day. */
export function isDay({ year, month, day }: Pick<Moment, 'year' | 'month' | 'day'>): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
