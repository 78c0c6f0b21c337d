import { formatMoment, parseMoment } from './date-format.ts';

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
    if (Number.isNaN(milliseconds)) throw new RangeError(`Text '${timestamp}' is no ISO 8601 time`);
    return milliseconds;
  },
  epochMilliSecondsToSeconds: (milliseconds: number) => Math.floor(milliseconds / 1000),
  epochMilliSecondsToISO8601: (milliseconds: number) => new Date(milliseconds).toISOString(),
  epochMilliSecondsToFormatted: (milliseconds: number, format: string, timeZone?: string) =>
    formatMoment(milliseconds, format, timeZone),
};
