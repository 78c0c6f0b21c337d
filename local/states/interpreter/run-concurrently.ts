/** What work is told to end for when other work beside it failed. */
class NeighbourFailedError extends Error {
  override readonly name = 'NeighbourFailedError';
}

/**
 * Does work on each item, at most so many at once, and gives the results in the items' order.
 *
 * @throws the first failure, after all other work was told by its signal to end, and has ended.
 */
export async function runConcurrently<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  signal: AbortSignal,
  work: (item: Item, index: number, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const failing = new AbortController();
  const failures: unknown[] = [];
  const ends = AbortSignal.any([signal, failing.signal]);
  const results: Result[] = new Array(items.length);
  const waiting = items.entries();
  async function worker(): Promise<void> {
    try {
      for (const [index, item] of waiting) {
        ends.throwIfAborted();
        results[index] = await work(item, index, ends);
      }
    } catch (error) {
      failures.push(error);
      failing.abort(new NeighbourFailedError());
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];
  return results;
}
