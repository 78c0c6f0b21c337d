import { StatementCancelledError } from '../engine.ts';

/** Places that statements wait for in a line. */
export interface Lane<Place> {
  /** Waits for a free place; rejects with StatementCancelledError when the signal fires first. */
  acquire(signal: AbortSignal): Promise<Place>;
  release(place: Place): void;
  /** Holds a place while the work goes on. */
  hold<T>(signal: AbortSignal, work: (place: Place) => Promise<T>): Promise<T>;
}

/** Opens a lane with these places free. */
export function openLane<Place>(free: Place[]): Lane<Place> {
  const waiting = new Set<(place: Place) => void>();
  const acquire = (signal: AbortSignal) =>
    new Promise<Place>((resolve, reject) => {
      const place = free.pop();
      if (place) return resolve(place);
      const take = (freed: Place) => {
        signal.removeEventListener('abort', leave);
        resolve(freed);
      };
      const leave = () => {
        waiting.delete(take);
        reject(new StatementCancelledError('The statement was cancelled before it began'));
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(take);
    });
  const release = (place: Place) => {
    const [next] = waiting;
    if (!next) {
      free.push(place);
      return;
    }
    waiting.delete(next);
    next(place);
  };
  return {
    acquire,
    release,
    hold: async (signal, work) => {
      const place = await acquire(signal);
      try {
        return await work(place);
      } finally {
        release(place);
      }
    },
  };
}
