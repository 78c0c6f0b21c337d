const formats = new Map<string, Intl.DateTimeFormat>();
const fixedOffset = /^(?:UTC|GMT|UT)?([+-])(\d{1,2})(?::?(\d\d))?(?::?(\d\d))?$/;

/**
 * How far a zone is ahead of UTC at a moment, in milliseconds. A zone is a name of the IANA database or an offset, as in
 * java.time.ZoneId; throws RangeError for another.
 */
export function offsetAt(milliseconds: number, timeZone: string): number {
  if (/^(?:UTC|GMT|UT|Z)$/.test(timeZone)) return 0;
  if (fixedOffset.test(timeZone)) return readOffset(timeZone);
  return readOffset(nameAt(milliseconds, timeZone, 'longOffset'));
}

/** Reads an offset such as `+08:00`, with or without a prefix; anything else is none. */
export function readOffset(text: string): number {
  const [, sign, hours = 0, minutes = 0, seconds = 0] = fixedOffset.exec(text) ?? [];
  const size = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000;
  return sign === '-' ? -size : size;
}

/** What a zone is called at a moment, in American English. */
export function nameAt(milliseconds: number, timeZone: string, style: 'short' | 'long' | 'longOffset'): string {
  const parts = formatFor(timeZone, style).formatToParts(milliseconds);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/**
 * The moment at which a zone's clocks show a local time, given as if it were UTC. As in java.time, a time that clocks
 * show twice is the first, and one that they skip is as much later as they skip.
 */
export function momentOf(local: number, timeZone: string): number {
  const day = 86_400_000;
  const before = offsetAt(local - day, timeZone);
  const after = offsetAt(local + day, timeZone);
  const shown = [before, after].find((offset) => offsetAt(local - offset, timeZone) === offset);
  return local - (shown ?? before);
}

function formatFor(timeZone: string, style: 'short' | 'long' | 'longOffset'): Intl.DateTimeFormat {
  const key = `${style} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: timeZone === 'Z' ? 'UTC' : timeZone,
      timeZoneName: style,
    });
    formats.set(key, format);
    return format;
  } catch (error) {
    throw new RangeError(`Unknown time-zone ID: ${timeZone}`, { cause: error });
  }
}
