import type { Clock } from '../clock.ts';

/**
 * Does work that ends with a signal, and within its time if it has a limit.
 *
 * @throws what the work throws, the signal's reason, or what `timedOut` makes; the work is told to end by its own signal.
 */
export async function withinTime<Result>(
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
  limit: { readonly seconds: number | undefined; readonly timedOut: () => Error },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const end = new AbortController();
  const ends = AbortSignal.any([signal, end.signal]);
  signal.throwIfAborted();
  let stop = () => {};
  const ended = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  const timeUp =
    limit.seconds === undefined
      ? ended
      : clock.limit(limit.seconds * 1_000, ends).then(() => Promise.reject(limit.timedOut()));
  try {
    return await Promise.race([work(ends), ended, timeUp]);
  } finally {
    signal.removeEventListener('abort', stop);
    end.abort(new Error('The work has ended.'));
  }
}
