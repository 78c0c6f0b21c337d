import type { Call } from './call.ts';
import {
  RequestTimedOutError,
  ThrottledError,
  TransportError,
  UnauthenticatedError,
  WarehouseUnavailableError,
} from './errors.ts';

/** Longest wait before the first retry; doubles with each. */
const firstBackoffMs = 200;
const longestBackoffMs = 5_000;

/**
 * Asks for callers who wait together, and again after a failure that may pass. Who has no retries or no time left for
 * another attempt fails with it; the attempts end when nobody waits.
 */
export async function askWithRetries<Answer>(
  calls: readonly Call[],
  ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const { signal, release } = abortedByAll(calls);
  try {
    for (let retries = 0; ; retries++) {
      try {
        return await ask(signal);
      } catch (failure) {
        if (!isRetryable(failure)) throw failure;
        const delayMs = retryDelayMs(failure, retries);
        for (const { maxRetries, deadline, end } of calls)
          if (retries >= maxRetries || performance.now() + delayMs >= deadline) end(failure);
        await sleep(delayMs, signal);
      }
    }
  } finally {
    release();
  }
}

/** Whether the same question may be answered when it is asked again. */
export function isRetryable(failure: unknown): boolean {
  if (failure instanceof RequestTimedOutError || failure instanceof UnauthenticatedError) return false;
  if (failure instanceof TransportError) return failure.status === null || failure.status >= 500;
  return failure instanceof ThrottledError || failure instanceof WarehouseUnavailableError;
}

/**
 * Milliseconds to wait before the next retry, of which there have been `retries`: what the API asked for, and a backoff with full
 * jitter on top, so that callers who failed together do not come back together:
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function retryDelayMs(failure: unknown, retries: number): number {
  const isTimed = failure instanceof ThrottledError || failure instanceof WarehouseUnavailableError;
  const askedForMs = (isTimed ? failure.retryAfterMs : null) ?? 0;
  return askedForMs + Math.random() * Math.min(longestBackoffMs, firstBackoffMs * 2 ** retries);
}

/** A signal that aborts when the last of the calls has ended, for its reason, until it is released from them. */
function abortedByAll(calls: readonly Call[]): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const waiting = new Set(calls.map(({ signal }) => signal));
  const leave = (signal: AbortSignal) => {
    waiting.delete(signal);
    if (waiting.size === 0) controller.abort(signal.reason);
  };
  const onAbort = ({ target }: Event) => leave(target as AbortSignal);
  for (const signal of [...waiting]) {
    if (signal.aborted) leave(signal);
    else signal.addEventListener('abort', onAbort);
  }
  const release = () => {
    for (const { signal } of calls) signal.removeEventListener('abort', onAbort);
  };
  return { signal: controller.signal, release };
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const wake = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', wake);
      resolve();
    }, ms);
    signal.addEventListener('abort', wake);
  });
}
