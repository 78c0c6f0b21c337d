/** A filter object or a part of it, as a client sends it. */
export type Filter = Readonly<Record<string, unknown>>;

/** Thrown where a filter has a shape that AppSync cannot read. */
export class UnreadableFilterError extends Error {
  override readonly name = 'UnreadableFilterError';
}

/** Takes a value as a map; throws UnreadableFilterError when it is none. */
export function asFilter(value: unknown): Filter {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UnreadableFilterError();
  return { ...value };
}

/** Takes a value as a list; throws UnreadableFilterError when it is none. */
export function asList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new UnreadableFilterError();
  return value;
}

/** Gives what `read` makes of a filter, or null where the filter cannot be read. */
export function readOrNull<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableFilterError) return null;
    throw error;
  }
}
