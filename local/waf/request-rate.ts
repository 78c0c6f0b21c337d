/** Counts requests by key over a sliding window. */
export interface RequestRate {
  /** Counts one request and tells how many came within the window, this one included. */
  count(key: string, nowMs: number): number;
}

interface Slots {
  readonly counts: Uint32Array;
  /** Sum of the counts. */
  total: number;
  /** Number of the slot counted last, since 1970. */
  last: number;
}

const slotsPerWindow = 30;

/**
 * Makes a counter that remembers `maxKeys` keys, those seen last, in slots of a thirtieth of the window: a request leaves
 * the count up to one slot early.
 */
export function createRequestRate(windowSeconds: number, maxKeys: number): RequestRate {
  const slotMs = (windowSeconds * 1000) / slotsPerWindow;
  const keys = new Map<string, Slots>();

  return {
    count(key, nowMs) {
      const now = Math.floor(nowMs / slotMs);
      const slots = keys.get(key) ?? { counts: new Uint32Array(slotsPerWindow), total: 0, last: now };
      forget(slots, now);
      const slot = now % slotsPerWindow;
      slots.counts[slot] = (slots.counts[slot] ?? 0) + 1;
      slots.total += 1;

      // A Map keeps the order of insertion, so its first key is the one not seen for longest.
      keys.delete(key);
      keys.set(key, slots);
      if (keys.size > maxKeys) keys.delete(keys.keys().next().value ?? key);
      return slots.total;
    },
  };
}

/** Empties the slots that time has passed over since the key's last request. */
function forget(slots: Slots, now: number): void {
  const passed = Math.min(now - slots.last, slotsPerWindow);
  for (let i = 1; i <= passed; i += 1) {
    const slot = (slots.last + i) % slotsPerWindow;
    slots.total -= slots.counts[slot] ?? 0;
    slots.counts[slot] = 0;
  }
  slots.last = Math.max(slots.last, now);
}
