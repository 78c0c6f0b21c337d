import { RequestTimedOutError } from './errors.ts';

/** How long a caller waits, and how often a failure that may pass is retried. */
export interface CallLimits {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly maxRetries: number;
}

/** One caller who waits for an answer. */
export interface Call {
  /** Aborted when the caller waits no longer. */
  readonly signal: AbortSignal;
  /** When the caller's time is up, on the clock of `performance.now()`. */
  readonly deadline: number;
  readonly maxRetries: number;
  /** Has the caller's promise reject with this reason, unless it has settled. */
  end(reason: unknown): void;
}

/** Timers wait no longer, and fire at once for more: https://developer.mozilla.org/docs/Web/API/Window/setTimeout */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Gives what `ask` gives, unless the call ends before: then it rejects with the reason of the caller's signal, with
 * RequestTimedOutError or with what `end` was told.
 */
export async function startCall<Answer>(
  { signal, timeoutMs, maxRetries }: CallLimits,
  ask: (call: Call) => Promise<Answer>,
): Promise<Answer> {
  signal?.throwIfAborted();
  const deadline = performance.now() + timeoutMs;
  const controller = new AbortController();
  const end = (reason: unknown) => controller.abort(reason);
  const timer = setTimeout(() => end(new RequestTimedOutError(timeoutMs)), Math.min(timeoutMs, longestTimerMs));
  const endsOfSignal = signal && endsOf(signal);
  endsOfSignal?.add(end);
  try {
    return await new Promise<Answer>((resolve, reject) => {
      controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
      ask({ signal: controller.signal, deadline, maxRetries, end }).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    endsOfSignal?.delete(end);
  }
}

type End = Call['end'];
const endsBySignal = new WeakMap<AbortSignal, Set<End>>();

/**
 * What is called when the signal aborts. AbortSignal.any would do, but leaks in Node when the caller's signal is long-lived
 * (https://github.com/nodejs/node/issues/54614), which also warns of a signal with more than ten listeners: so a signal gets
 * one, however many calls it ends.
 */
function endsOf(signal: AbortSignal): Set<End> {
  const known = endsBySignal.get(signal);
  if (known) return known;
  const ends = new Set<End>();
  endsBySignal.set(signal, ends);
  signal.addEventListener('abort', () => {
    for (const end of ends) end(signal.reason);
  });
  return ends;
}
