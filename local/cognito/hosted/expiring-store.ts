import { randomUUID } from 'node:crypto';

/** Values that are kept for a while under keys that nobody guesses; they end with the process. */
export interface ExpiringStore<Value> {
  /** Keeps a value and gives its key. */
  put(value: Value): string;
  /** Undefined when the key is unknown or its time is over. */
  get(key: string): Value | undefined;
  /** As `get`, and the value is kept no more. */
  take(key: string): Value | undefined;
}

/** Of more than these, the oldest are dropped. */
const mostValues = 10_000;

/** Makes an empty store; `clock` gives milliseconds since 1970. */
export function createExpiringStore<Value>(validMs: number, clock: () => number): ExpiringStore<Value> {
  const kept = new Map<string, { readonly value: Value; readonly expiresAt: number }>();

  function forgetOld(): void {
    for (const [key, { expiresAt }] of kept) {
      if (expiresAt > clock() && kept.size < mostValues) break;
      kept.delete(key);
    }
  }

  function get(key: string): Value | undefined {
    const found = kept.get(key);
    return found && clock() < found.expiresAt ? found.value : undefined;
  }

  return {
    put(value) {
      forgetOld();
      const key = randomUUID();
      kept.set(key, { value, expiresAt: clock() + validMs });
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
