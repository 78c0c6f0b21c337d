/** What a date, a time or a timestamp is cut into; the weekday counts from Sunday, 0 to 6. */
export const DATE_PARTS = ['year', 'month', 'day', 'weekday', 'hour', 'minute', 'second'] as const;

const pattern = /^(?:(\d{4,})-(\d\d)-(\d\d))?[ T]?(?:(\d\d):(\d\d):(\d\d(?:\.\d+)?))?/;

/** The parts of a value such as `2024-02-29 12:30:00`, in the order of DATE_PARTS; NaN where it has no such part. */
export function readDateParts(text: string): number[] {
  const [year, month, day, hour, minute, second] = (pattern.exec(text)?.slice(1) ?? []).map(Number);
  const weekday =
    year === undefined || month === undefined ? undefined : new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return [year, month, day, weekday, hour, minute, second].map((part) => part ?? Number.NaN);
}
