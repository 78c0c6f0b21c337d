/** What went wrong inside, for a log: with the way to where it did. */
export function describeFault(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
