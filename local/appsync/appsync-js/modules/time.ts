import { formatMoment } from './date-time/format-moment.ts';
import { parseMoment } from './date-time/parse-moment.ts';

const isoTime = /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * `util.time`.
 * https://docs.aws.amazon.com/appsync/latest/devguide/time-helpers-in-util-time-js.html
 */
export const timeUtilities = {
  nowISO8601: () => new Date().toISOString(),
  nowEpochSeconds: () => Math.floor(Date.now() / 1000),
  nowEpochMilliSeconds: () => Date.now(),
  nowFormatted: (format: string, timeZone?: string) => formatMoment(Date.now(), format, timeZone),
  parseFormattedToEpochMilliSeconds: (timestamp: string, format: string, timeZone?: string) =>
    parseMoment(timestamp, format, timeZone),
  parseISO8601ToEpochMilliSeconds: (timestamp: string) => {
    const milliseconds = Date.parse(timestamp);
    if (isoTime.test(timestamp) && !Number.isNaN(milliseconds)) return milliseconds;
    throw new RangeError(`Text '${timestamp}' is no ISO 8601 time with an offset`);
  },
  epochMilliSecondsToSeconds: (milliseconds: number) => Math.floor(milliseconds / 1000),
  epochMilliSecondsToISO8601: (milliseconds: number) => new Date(milliseconds).toISOString(),
  epochMilliSecondsToFormatted: (milliseconds: number, format: string, timeZone?: string) =>
    formatMoment(milliseconds, format, timeZone),
};
