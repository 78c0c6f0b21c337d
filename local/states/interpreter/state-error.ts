/** An error that a state reports: its name, which retriers and catchers look for, and its cause. */
export class StateError extends Error {
  override readonly name = 'StateError';
  /** e.g. `States.Timeout`; undefined for a Fail state that names none. */
  readonly error: string | undefined;
  readonly explanation: string | undefined;

  constructor(error: string | undefined, cause: string | undefined) {
    super(`${error}: ${cause}`);
    this.error = error;
    this.explanation = cause;
  }
}

/** Whether an error ends the execution at once: nothing retries or catches it, not even by its name. */
export function isTerminal(error: unknown): boolean {
  return error instanceof StateError && error.error === 'States.Runtime';
}
