/** A file that an earlier start wrote cannot be read any more; the message is one line that names it. */
export class DamagedStateError extends Error {
  override readonly name = 'DamagedStateError';
}

/** Whether an error, also one that came from another thread, tells of a damaged file. */
export function isDamagedState(error: unknown): error is Error {
  return error instanceof Error && error.name === 'DamagedStateError';
}
