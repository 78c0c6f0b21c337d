import { randomUUID } from 'node:crypto';

/** Values that are kept for a while each, and no more than 10,000 of them; they end with the process. */
export interface ExpiringStore<Value> {
  /** Keeps a value under a key, in place of what was kept there. */
  set(key: string, value: Value, validMs: number): void;
  /** Keeps a value under a key that nobody guesses, and gives the key. */
  put(value: Value, validMs: number): string;
  /** Undefined when the key is unknown or its time is over. */
  get(key: string): Value | undefined;
  /** As `get`, and the value is kept no more. */
  take(key: string): Value | undefined;
}

/** Of more than these, the oldest are dropped. */
const mostValues = 10_000;

/** Makes an empty store; `clock` gives milliseconds since 1970. */
export function createExpiringStore<Value>(clock: () => number): ExpiringStore<Value> {
  const kept = new Map<string, { readonly value: Value; readonly expiresAt: number }>();

  function forgetOld(now: number): void {
    for (const [key, { expiresAt }] of kept) {
      if (expiresAt > now && kept.size < mostValues) break;
      kept.delete(key);
    }
  }

  function set(key: string, value: Value, validMs: number): void {
    const now = clock();
    // Put last, so that the oldest come first.
    kept.delete(key);
    forgetOld(now);
    kept.set(key, { value, expiresAt: now + validMs });
  }

  function get(key: string): Value | undefined {
    const found = kept.get(key);
    return found && clock() < found.expiresAt ? found.value : undefined;
  }

  return {
    set,
    put(value, validMs) {
      const key = randomUUID();
      set(key, value, validMs);
      return key;
    },
    get,
    take(key) {
      const value = get(key);
      kept.delete(key);
      return value;
    },
  };
}
