import { randomBytes, randomUUID } from 'node:crypto';
import { compileJavaPattern } from '../java-pattern.ts';

/**
 * The general text functions of `util`.
 * https://docs.aws.amazon.com/appsync/latest/devguide/built-in-util-js.html
 */
export const textUtilities = {
  escapeJavaScript: (value: string) =>
    value.replace(/[\\'"/\b\f\n\r\t]/g, (char) => escapes[char] ?? `\\${char}`).replace(/[^ -~]/g, toUnicodeEscape),
  // application/x-www-form-urlencoded, as java.net.URLEncoder writes it
  urlEncode: (value: string) =>
    encodeURIComponent(value.replace(/\p{Surrogate}/gu, '?'))
      .replace(/%20/g, '+')
      .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
  urlDecode: (value: string) => {
    const text = value.replace(/\+/g, ' ');
    if (/%(?![\da-fA-F]{2})/.test(text)) throw new URIError('URLDecoder: Illegal hex characters in escape (%) pattern');
    // Bytes that are no UTF-8 become U+FFFD.
    return text.replace(/(?:%[\da-fA-F]{2})+/g, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
  },
  base64Encode: (value: string) => Buffer.from(value, 'utf8').toString('base64'),
  base64Decode: (value: string) => Buffer.from(value, 'base64').toString('utf8'),
  autoId: () => randomUUID(),
  autoUlid: () => encode(BigInt(Date.now()), crockford, 10) + encode(randomBits(80), crockford, 16),
  autoKsuid: () => encode((BigInt(ksuidSeconds()) << 128n) | randomBits(128), base62, 27),
  matches: (pattern: string, value: string) => compileJavaPattern(pattern).test(value),
};

/** `util.str`. */
export const strUtilities = {
  normalize: (value: string, form: string) => value.normalize(form.toUpperCase()),
};

/** `util.math`. */
export const mathUtilities = {
  // Java's Math.round: ties go up, as in JavaScript.
  roundNum: (value: number) => Math.round(value),
  minVal: (first: number, second: number) => Math.min(first, second),
  maxVal: (first: number, second: number) => Math.max(first, second),
  randomDouble: () => Math.random(),
  randomWithinRange: (start: number, end: number) => start + Math.floor(Math.random() * (end - start)),
};

const escapes: Readonly<Record<string, string>> = { '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const toUnicodeEscape = (char: string) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
// https://github.com/segmentio/ksuid: seconds since 2014-05-13
const ksuidEpochSeconds = 1_400_000_000;
const ksuidSeconds = () => Math.floor(Date.now() / 1000) - ksuidEpochSeconds;
const randomBits = (bits: number) => BigInt(`0x${randomBytes(bits / 8).toString('hex')}`);

function encode(value: bigint, alphabet: string, length: number): string {
  const base = BigInt(alphabet.length);
  let text = '';
  for (let rest = value; text.length < length; rest /= base) text = alphabet[Number(rest % base)] + text;
  return text;
}
