import { gunzipSync } from 'node:zlib';
import type { Exchange, Loss } from './exchange.ts';
import type { FuzzRequest } from './make-request.ts';

/** How a request ended; all but the first three are faults. */
export interface Outcome {
  readonly kind: 'answered' | 'refused' | 'closed' | 'fault' | 'leak' | 'slow' | 'hang' | 'crash';
  readonly message: string;
  readonly ms: number;
}

/** No reply takes longer. */
const slowMs = 5_000;

/** Says what became of a request: whether its reply is one that AppSync gives, and in time. */
export function judge(request: FuzzRequest, exchange: Exchange, ms: number): Outcome {
  const outcome = ending(request, exchange);
  if (outcome.kind !== 'hang' && outcome.kind !== 'crash' && ms > slowMs) {
    return { kind: 'slow', message: `the reply took ${Math.round(ms)} ms`, ms };
  }
  return { ...outcome, ms };
}

function ending(request: FuzzRequest, exchange: Exchange): Omit<Outcome, 'ms'> {
  if (exchange.kind !== 'reply') return lost(request, exchange);
  const { status, headers } = exchange;
  if (status >= 500) return { kind: 'fault', message: `HTTP ${status}: ${exchange.body.toString().slice(0, 300)}` };
  if (request.method === 'HEAD' || exchange.body.length === 0) {
    return { kind: status < 300 ? 'answered' : 'refused', message: '' };
  }
  const text = (headers.get('content-encoding') === 'gzip' ? gunzipSync(exchange.body) : exchange.body).toString();
  const fault = faultOf(status, headers, text);
  if (fault) return { kind: 'fault', message: `HTTP ${status}, ${fault}: ${text.slice(0, 300)}` };
  if (status === 200 && !request.hasGoodToken) return { kind: 'leak', message: text.slice(0, 300) };
  const isAnswered = status === 200 && !text.startsWith('{"data":null');
  return { kind: isAnswered ? 'answered' : 'refused', message: '' };
}

function lost({ delivery }: FuzzRequest, { kind, message }: Exchange & { kind: Loss }): Omit<Outcome, 'ms'> {
  if (kind === 'unreachable') return { kind: 'crash', message };
  if (kind === 'silent') return { kind: 'hang', message };
  return { kind: delivery === 'too short' || delivery === 'broken off' ? 'closed' : 'fault', message };
}

const insides = /InternalFailure|\bat .+\.[jt]s:\d+|node_modules|RangeError|TypeError|arn:aws/;

/** What of a reply AppSync would not send; undefined when it is well formed. */
function faultOf(status: number, headers: ReadonlyMap<string, string>, text: string): string | undefined {
  if (!headers.get('content-type')?.startsWith('application/json')) {
    return 'no JSON';
  }
  const inside = insides.exec(text);
  if (inside) return `it tells of its insides (${inside[0]})`;
  const body = parse(text);
  if (body === undefined) return 'no JSON in the body';
  // A request that is too long, for no operation at all or blocked by the firewall is refused before AppSync reads it.
  if (body.errors === undefined && (status === 413 || status === 404)) return undefined;
  if (status === 403 && headers.get('x-amzn-errortype') === 'WAFForbiddenException') return undefined;
  if (!headers.has('x-amzn-requestid')) return 'no request id';
  if (status === 200 && !('data' in body)) return 'no data member';
  if (status !== 200 && !isList(body.errors)) return 'no errors';
  return isList(body.errors) || body.errors === undefined
    ? faultOfErrors(body.errors ?? [], status)
    : 'errors is no list';
}

function faultOfErrors(errors: readonly unknown[], status: number): string | undefined {
  for (const error of errors) {
    if (typeof error !== 'object' || error === null || !('message' in error)) return 'an error without a message';
    if ('extensions' in error) return 'an error with extensions';
    if (status === 200 && !('path' in error && 'locations' in error)) return 'an error without path and locations';
    if (status !== 200 && !('errorType' in error)) return 'an error without a type';
  }
  return undefined;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length > 0;

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
