import { SqlError } from '../engine.ts';

/** A part of a date or time, by the name that DuckDB has for it. */
export type DatePart =
  | 'millennium'
  | 'century'
  | 'decade'
  | 'year'
  | 'quarter'
  | 'month'
  | 'week'
  | 'day'
  | 'dow'
  | 'doy'
  | 'hour'
  | 'minute'
  | 'second'
  | 'millisecond'
  | 'microsecond'
  | 'epoch';

const spellings: Readonly<Record<DatePart, string>> = {
  millennium: 'millennium millennia mil mils',
  century: 'century centuries c cent cents',
  decade: 'decade decades dec decs',
  year: 'year years y yr yrs',
  quarter: 'quarter quarters qtr qtrs',
  month: 'month months mon mons',
  week: 'week weeks w',
  day: 'day days d',
  dow: 'dayofweek dow dw weekday',
  doy: 'dayofyear doy dy yearday',
  hour: 'hour hours h hr hrs',
  minute: 'minute minutes m min mins',
  second: 'second seconds s sec secs',
  millisecond: 'millisecond milliseconds ms msec msecs msecond mseconds millisec millisecs millisecon',
  microsecond: 'microsecond microseconds microsec microsecs microsecond usec usecs usecond useconds us microsecon',
  epoch: 'epoch',
};

const parts: ReadonlyMap<string, DatePart> = new Map(
  (Object.keys(spellings) as DatePart[]).flatMap((part) =>
    spellings[part].split(' ').map((name) => [name, part] as const),
  ),
);

/**
 * Reads a date part by any of its names.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html
 * @throws SqlError for a name that Redshift does not have.
 */
export function readDatePart(name: string, allowed: (part: DatePart) => boolean = () => true): DatePart {
  const part = parts.get(name.trim().toLowerCase());
  if (!part || !allowed(part)) throw new SqlError(`ERROR: timestamp units "${name}" not recognized`);
  return part;
}

/** A span of so many of these parts. */
export function intervalOf(part: DatePart): string {
  const spans: Partial<Record<DatePart, string>> = {
    millennium: 'to_months(CAST($1 * 12000 AS INTEGER))',
    century: 'to_months(CAST($1 * 1200 AS INTEGER))',
    decade: 'to_months(CAST($1 * 120 AS INTEGER))',
    year: 'to_months(CAST($1 * 12 AS INTEGER))',
    quarter: 'to_months(CAST($1 * 3 AS INTEGER))',
    month: 'to_months(CAST($1 AS INTEGER))',
    week: 'to_days(CAST($1 * 7 AS INTEGER))',
    day: 'to_days(CAST($1 AS INTEGER))',
    hour: 'to_hours(CAST($1 AS BIGINT))',
    minute: 'to_minutes(CAST($1 AS BIGINT))',
    second: 'to_seconds(CAST($1 AS BIGINT))',
    millisecond: 'to_milliseconds(CAST($1 AS BIGINT))',
    microsecond: 'to_microseconds(CAST($1 AS BIGINT))',
  };
  return spans[part] ?? 'NULL';
}
