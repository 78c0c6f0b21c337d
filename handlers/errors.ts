import type { ModelState, RuleViolation } from '../graphql/generated/types.ts';

/** An expected failure: its name without `Error` is the GraphQL errorType, `info` becomes errorInfo. */
export abstract class RecourseError extends Error {
  // Said in each class, since a minified class has another name.
  abstract override readonly name: string;
  abstract readonly info: Readonly<Record<string, unknown>> | null;

  get errorType(): string {
    return this.name.replace(/Error$/, '');
  }
}

/** The customer breaks rules of the contract; all of them are listed. */
export class InvalidCustomerError extends RecourseError {
  override readonly name = 'InvalidCustomerError';
  readonly info: { readonly violations: readonly RuleViolation[] };

  constructor(violations: readonly RuleViolation[]) {
    super(violations.map(({ message }) => message).join(' '));
    this.info = { violations };
  }
}

/** No model version is active yet; `info.state` says how far the first one has come. */
export class ModelNotReadyError extends RecourseError {
  override readonly name = 'ModelNotReadyError';
  readonly info: { readonly state: ModelState };

  constructor(state: ModelState, options?: ErrorOptions) {
    super(`No model is active yet (${state}).`, options);
    this.info = { state };
  }
}

/** The warehouse has no room for the statement now; try again after `info.retryAfterMs`. */
export class ThrottledError extends RecourseError {
  override readonly name = 'ThrottledError';
  readonly info = { retryAfterMs: 1000 };

  constructor(options?: ErrorOptions) {
    super('Too many predictions at once. Try again in a moment.', options);
  }
}

/** The warehouse does not answer; try again after `info.retryAfterMs`. */
export class WarehouseUnavailableError extends RecourseError {
  override readonly name = 'WarehouseUnavailableError';
  readonly info: { readonly retryAfterMs: number };

  constructor(options?: ErrorOptions, retryAfterMs = 1000) {
    super('The warehouse is not available. Try again in a moment.', options);
    this.info = { retryAfterMs };
  }
}

/** The prediction took longer than its time budget; its statement was cancelled. */
export class PredictionTimedOutError extends RecourseError {
  override readonly name = 'PredictionTimedOutError';
  readonly info = null;

  constructor(options?: ErrorOptions) {
    super('The prediction took too long and was cancelled.', options);
  }
}

/** Something went wrong that nobody expected; what it was is in the log alone, under the request's id. */
export class InternalFailureError extends RecourseError {
  override readonly name = 'InternalFailureError';
  readonly info = null;

  constructor(options: ErrorOptions) {
    super('The prediction failed unexpectedly.', options);
  }
}

/** A statement ended FAILED or ABORTED; `message` is the database's text and never leaves the Lambda. */
export class StatementFailedError extends Error {
  override readonly name = 'StatementFailedError';

  /** True when the database user lacks a right to what the statement names. */
  get isDenied(): boolean {
    return /permission denied for (schema|relation)/i.test(this.message);
  }

  /** True when the statement names a table or a function that does not exist. */
  get isMissingObject(): boolean {
    return /(relation|function|schema) .*does not exist|model .*not (found|ready)/i.test(this.message);
  }
}
