import type { Clock } from '../../local/states/clock.ts';

interface Sleeper {
  readonly until: number;
  readonly isLimit: boolean;
  readonly wake: () => void;
}

/** A clock that a test advances. */
export interface ManualClock extends Clock {
  /** Milliseconds of each wait that was begun, in order. */
  readonly waits: readonly number[];
  /** Lets waits end of themselves: time jumps to the end of the shortest wait under way, past no limit. */
  runFreely(): void;
  advance(ms: number): void;
  /** Resolves when this many waits are under way. */
  waitFor(count: number): Promise<void>;
  /** Resolves when this much work is limited in time. */
  limited(count: number): Promise<void>;
}

/** Starts at midnight of a new year. */
export function manualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let now = start;
  let isFree = false;
  const sleepers = new Set<Sleeper>();
  const waits: number[] = [];
  const watchers = new Set<() => void>();

  function wake(): void {
    for (const sleeper of [...sleepers].sort((one, other) => one.until - other.until)) {
      if (sleeper.until <= now) sleeper.wake();
    }
  }
  function jump(): void {
    // Work that needs no time comes before the next wait's end.
    setTimeout(() => {
      const next = Math.min(...[...sleepers].filter(({ isLimit }) => !isLimit).map(({ until }) => until));
      if (!isFree || !Number.isFinite(next)) return;
      now = Math.max(now, next);
      wake();
    }, 2);
  }

  function sleep(ms: number, signal: AbortSignal, isLimit: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      if (!isLimit) waits.push(ms);
      if (ms <= 0) return resolve();
      const end = () => {
        sleepers.delete(sleeper);
        signal.removeEventListener('abort', stop);
      };
      const stop = () => {
        end();
        reject(signal.reason);
      };
      const sleeper = {
        until: now + ms,
        isLimit,
        wake() {
          end();
          resolve();
        },
      };
      sleepers.add(sleeper);
      signal.addEventListener('abort', stop, { once: true });
      for (const watch of watchers) watch();
      if (isFree) jump();
    });
  }

  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const watch = () => {
        if (!isSo()) return;
        watchers.delete(watch);
        resolve();
      };
      watchers.add(watch);
      watch();
    });

  return {
    waits,
    now: () => now,
    sleep: (ms, signal) => sleep(ms, signal, false),
    limit: (ms, signal) => sleep(ms, signal, true),
    runFreely() {
      isFree = true;
      jump();
    },
    advance(ms) {
      now += ms;
      wake();
    },
    waitFor: (count) => until(() => [...sleepers].filter(({ isLimit }) => !isLimit).length >= count),
    limited: (count) => until(() => [...sleepers].filter(({ isLimit }) => isLimit).length >= count),
  };
}
