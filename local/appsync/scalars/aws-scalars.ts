import { isIP, isIPv4 } from 'node:net';
import type { AwsScalar } from './scalar.ts';

const date = '(\\d{4})-(\\d{2})-(\\d{2})';
const time = '([01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{0,9})?)?';
const offset = '(?:Z|[+-](?:0\\d|1[0-8]):[0-5]\\d(?::[0-5]\\d)?)?';

/**
 * AppSync's nine scalars. A value passes unchanged, string in, string out, except AWSJSON, whose text is parsed on its
 * way in and written on its way out. AWSPhone is checked by shape alone, not by numbering plans.
 * https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html
 */
export const awsScalars: readonly AwsScalar[] = [
  { name: 'AWSDate', noun: 'date', parse: dated(new RegExp(`^${date}${offset}$`)) },
  { name: 'AWSTime', noun: 'time', parse: matching(new RegExp(`^${time}${offset}$`)) },
  { name: 'AWSDateTime', noun: 'DateTime Object', parse: dated(new RegExp(`^${date}T${time}${offset}$`)) },
  { name: 'AWSTimestamp', noun: 'timestamp', parse: (value) => (Number.isSafeInteger(value) ? value : undefined) },
  { name: 'AWSEmail', noun: 'email address', parse: matching(/^[^\s@]+@[^\s@]+$/) },
  { name: 'AWSJSON', noun: 'JSON', parse: parseJson, serialize: writeJson },
  { name: 'AWSPhone', noun: 'phone number', parse: matching(/^\+?(?=(?:[ ().-]*\d){7,15}[ ().-]*$)[\d ().-]+$/) },
  { name: 'AWSURL', noun: 'URL', parse: (value) => (isUrl(value) ? value : undefined) },
  { name: 'AWSIPAddress', noun: 'IP address', parse: (value) => (isAddress(value) ? value : undefined) },
];

function matching(pattern: RegExp) {
  return (value: unknown) => (typeof value === 'string' && pattern.test(value) ? value : undefined);
}

function dated(pattern: RegExp) {
  return (value: unknown) => {
    const match = typeof value === 'string' ? pattern.exec(value) : null;
    return match && isDay(Number(match[1]), Number(match[2]), Number(match[3])) ? value : undefined;
  };
}

function isDay(year: number, month: number, day: number): boolean {
  const moment = new Date(Date.UTC(2000, month - 1, day));
  moment.setUTCFullYear(year, month - 1, day);
  return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
}

/** Java's JSON parser goes no deeper, and neither could what JavaScript writes it with. */
const maximumDepth = 1000;

function parseJson(value: unknown): unknown {
  if (typeof value !== 'string' || isTooDeep(value)) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Takes brackets in texts for nesting too, which errs on the short side only beyond a thousand of them. */
function isTooDeep(text: string): boolean {
  if (text.length <= maximumDepth) return false;
  let depth = 0;
  for (const bracket of text.matchAll(/[[\]{}]/g)) {
    depth += bracket[0] === '[' || bracket[0] === '{' ? 1 : -1;
    if (depth > maximumDepth) return true;
  }
  return false;
}

// A resolver's string must itself be JSON; everything else is written as JSON.
function writeJson(value: unknown): unknown {
  if (typeof value !== 'string') return JSON.stringify(value);
  return parseJson(value) === undefined ? undefined : value;
}

function isUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  return !new URL(value).pathname.includes('//');
}

function isAddress(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [address = '', bits, ...rest] = value.split('/');
  if (isIP(address) === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv4(address) ? 32 : 128));
}
