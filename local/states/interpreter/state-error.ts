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
