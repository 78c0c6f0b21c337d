import { SqlError } from '../engine.ts';
import { isDay, monthNames, writeMoment } from './moment.ts';

const monthPattern = monthNames.map((month) => month.slice(0, 3)).join('|');
/** Dates that Redshift takes beside ISO 8601's, with the order of their groups. */
const datePatterns: ReadonlyArray<readonly [RegExp, order: string]> = [
  [/^(\d{4})(\d\d)(\d\d)$/, 'ymd'],
  [/^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/, 'ymd'],
  [/^(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})$/, 'mdy'],
  [new RegExp(`^(${monthPattern})[a-z]*[ -](\\d{1,2}),?[ -](\\d{4})$`, 'i'), 'mdy'],
  [new RegExp(`^(\\d{1,2})[ -](${monthPattern})[a-z]*[ -](\\d{4})$`, 'i'), 'dmy'],
  [new RegExp(`^(\\d{4})-(${monthPattern})[a-z]*-(\\d{1,2})$`, 'i'), 'ymd'],
];

/**
 * Reads a date, with or without a time, in the forms that Redshift's input takes.
 *
 * @returns the moment as DuckDB reads it.
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_Date_and_time_literals.html
 * @throws SqlError for any other text.
 */
export function readTimestamp(text: string): string {
  const invalid = () => new SqlError(`invalid input syntax for type timestamp: "${text}"`);
  const [, date = '', , hours, minutes, seconds, fraction, half] =
    /^\s*(.+?)(?:([ T])(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?\s*([ap]m)?)?\s*$/i.exec(text) ?? [];
  for (const [pattern, order] of datePatterns) {
    const match = pattern.exec(date.trim());
    if (!match) continue;
    const part = (letter: string) => match[order.indexOf(letter) + 1] ?? '';
    const day = { year: toYear(part('y')), month: toMonth(part('m')), day: Number(part('d')) };
    const given = Number(hours ?? 0);
    const hour = half === undefined ? given : (given % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
    const clock = { hour, minute: Number(minutes ?? 0), second: Number(seconds ?? 0) };
    if (!isDay(day) || hour > 23 || clock.minute > 59 || clock.second > 59) {
      throw new SqlError(`date/time field value out of range: "${text}"`);
    }
    return writeMoment({ ...day, ...clock, microsecond: Number((fraction ?? '').padEnd(6, '0')) });
  }
  throw invalid();
}

function toYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year + (year < 70 ? 2000 : 1900);
}

function toMonth(text: string): number {
  const named = monthNames.findIndex((month) => text.toLowerCase().startsWith(month.slice(0, 3).toLowerCase()));
  return named < 0 ? Number(text) : named + 1;
}
