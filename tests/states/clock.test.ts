import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { scaledClock } from '../../local/states/clock.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Milliseconds of the wall until a promise is kept. */
async function timeOf(promise: Promise<void>): Promise<number> {
  const start = Date.now();
  let end = Number.NaN;
  const watched = promise.then(() => {
    end = Date.now();
  });
  await vi.runAllTimersAsync();
  await watched;
  return end - start;
}

describe('a scaled clock', () => {
  const { signal } = new AbortController();

  it('lets waits pass faster than on the wall, and limits not', async () => {
    const clock = scaledClock(60);

    expect(await timeOf(clock.sleep(60_000, signal))).toBe(1_000);
    expect(await timeOf(clock.limit(60_000, signal))).toBe(60_000);
  });

  it('waits for longer than a timer takes', async () => {
    const days = 40 * 86_400_000;

    expect(await timeOf(scaledClock().sleep(days, signal))).toBe(days);
  });

  it('ends a wait with the signal’s reason', async () => {
    const abort = new AbortController();
    const waiting = scaledClock().sleep(60_000, abort.signal);
    abort.abort(new Error('enough'));

    await expect(waiting).rejects.toThrow('enough');
    expect(vi.getTimerCount()).toBe(0);
    await expect(scaledClock().sleep(1, abort.signal)).rejects.toThrow('enough');
  });
});
