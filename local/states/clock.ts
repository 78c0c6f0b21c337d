/** Time as executions know it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Resolves when work that began now has taken too long; rejects as `sleep` does. */
  limit(ms: number, signal: AbortSignal): Promise<void>;
}

// A timer of Node's takes no longer wait.
const longestTimerMs = 2 ** 31 - 1;

/**
 * A clock on which waits pass faster than on the wall; limits are the wall's, since work takes as long as it takes.
 *
 * @param factor is how many seconds of a wait pass in one of the wall's, 1 or more.
 */
export function scaledClock(factor = 1): Clock {
  return {
    now: Date.now,
    sleep: (ms, signal) => sleepUntil(Date.now() + ms / factor, signal),
    limit: (ms, signal) => sleepUntil(Date.now() + ms, signal),
  };
}

async function sleepUntil(end: number, signal: AbortSignal): Promise<void> {
  for (let left = end - Date.now(); left > 0; left = end - Date.now()) {
    await timer(Math.min(left, longestTimerMs), signal);
  }
}

function timer(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(running);
      reject(signal.reason);
    };
    const running = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
