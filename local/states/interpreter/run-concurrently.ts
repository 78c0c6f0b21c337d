/**
 * Does work on each item, at most so many at once, and gives the results in the items' order.
 *
 * @throws the first failure, after all work under way was told by its signal and has ended.
 */
export async function runConcurrently<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  signal: AbortSignal,
  work: (item: Item, index: number, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const failing = new AbortController();
  const ends = AbortSignal.any([signal, failing.signal]);
  const results: Result[] = new Array(items.length);
  const waiting = items.entries();
  async function worker(): Promise<void> {
    for (const [index, item] of waiting) {
      ends.throwIfAborted();
      results[index] = await work(item, index, ends);
    }
  }
  const workers = Array.from({ length: Math.min(atOnce, items.length) }, () =>
    worker().catch((error) => {
      // The first failure is the reason that all others end for.
      failing.abort(error);
      throw error;
    }),
  );
  const ended = await Promise.allSettled(workers);
  signal.throwIfAborted();
  failing.signal.throwIfAborted();
  if (ended.some(({ status }) => status === 'rejected')) throw new Error('Work failed without a reason.');
  return results;
}
