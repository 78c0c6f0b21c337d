import { FieldError } from '../../execution/field-error.ts';
import type { Evaluation } from '../evaluation.ts';

const notCopied: ReadonlySet<string> = new Set([
  'transfer-encoding',
  'connection',
  'host',
  'expect',
  'keep-alive',
  'upgrade',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'content-length',
]);

const notSettable: ReadonlySet<string> = new Set([
  ...notCopied,
  'access-control-allow-credentials',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'access-control-max-age',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'vary',
  'content-type',
]);

/** Most characters of all names and values of the headers that resolvers set in one reply. */
export const maximumHeaderCharacters = 4096;

/**
 * `util.http`. A header that may not be set is left out, with an error `ResponseHeaderError` in the reply.
 * https://docs.aws.amazon.com/appsync/latest/devguide/http-helpers-in-utils-http-js.html
 */
export function createHttpUtilities(current: () => Evaluation) {
  const addResponseHeader = (name: string, value: unknown) => {
    const reason = refusal(name, value) ?? overflow(current().addResponseHeader(name.toLowerCase(), toText(value)));
    if (reason !== undefined) current().appendError(new FieldError(reason, 'ResponseHeaderError'));
  };
  return {
    copyHeaders: (headers: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => !notCopied.has(name.toLowerCase()))),
    addResponseHeader,
    addResponseHeaders: (headers: Readonly<Record<string, unknown>>) => {
      for (const [name, value] of Object.entries(headers)) addResponseHeader(name, value);
    },
  };
}

const overflow = (fits: boolean) =>
  fits ? undefined : `The response headers have more than ${maximumHeaderCharacters} characters.`;

function refusal(name: string, value: unknown): string | undefined {
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) return `The response header name '${name}' is not valid.`;
  const lower = name.toLowerCase();
  if (notSettable.has(lower) || /^x-amzn?-/.test(lower)) return `The response header '${name}' is restricted.`;
  if (value === null || value === undefined) return `The response header '${name}' has no value.`;
  return /[^\t\x20-\x7e\x80-\xff]/.test(toText(value))
    ? `The value of the response header '${name}' is not valid.`
    : undefined;
}

const toText = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
