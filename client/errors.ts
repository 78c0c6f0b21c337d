import type { ModelState } from './generated/operations.ts';

/** One entry of `errors` in a GraphQL reply, in AppSync's shape. */
export interface GraphQLErrorEntry {
  readonly message: string;
  readonly errorType?: string | null;
  readonly errorInfo?: unknown;
  readonly path?: readonly (string | number)[] | null;
}

/** One broken rule of CustomerInput: the field, the rule's name and a sentence for a person. */
export interface Violation {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** What is known of a failure besides its message. */
export interface RecourseErrorOptions extends ErrorOptions {
  readonly errorType?: string | null;
  readonly errorInfo?: unknown;
  readonly requestId?: string | null;
}

/** Anything Recourse could not answer; thrown itself when the failure has no class of its own. */
export class RecourseError extends Error {
  override readonly name: string = 'RecourseError';
  /** AppSync's name of the failure; null when it gave none. */
  readonly errorType: string | null;
  /** What AppSync sent along, as it came. */
  readonly errorInfo: unknown;
  /** AppSync's id of the request, which its log and the Lambda's have, too; null when no reply came. */
  readonly requestId: string | null;

  constructor(message: string, { errorType, errorInfo, requestId, ...options }: RecourseErrorOptions = {}) {
    super(message, options);
    this.errorType = errorType ?? null;
    this.errorInfo = errorInfo ?? null;
    this.requestId = requestId ?? null;
  }
}

/** The customer breaks rules of the contract; `violations` names all of them. */
export class InvalidCustomerError extends RecourseError {
  override readonly name = 'InvalidCustomerError';
  readonly violations: readonly Violation[];

  constructor(message: string, violations: readonly Violation[], options?: RecourseErrorOptions) {
    super(message, options);
    this.violations = violations;
  }
}

/** The request does not fit the schema: an unknown field, a missing variable or a value of the wrong type. */
export class InvalidRequestError extends RecourseError {
  override readonly name = 'InvalidRequestError';
}

/** The user is signed in, but no group of theirs may ask this. */
export class UnauthorizedError extends RecourseError {
  override readonly name = 'UnauthorizedError';
}

/** No model answers yet; `state` says how far the first one has come, null when that is unknown. */
export class ModelNotReadyError extends RecourseError {
  override readonly name = 'ModelNotReadyError';
  readonly state: ModelState | null;

  constructor(message: string, state: ModelState | null, options?: RecourseErrorOptions) {
    super(message, options);
    this.state = state;
  }
}

class RetryableError extends RecourseError {
  /** Milliseconds to wait before asking again; null when no time was given. */
  readonly retryAfterMs: number | null;

  constructor(message: string, retryAfterMs: number | null, options?: RecourseErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Too many requests at once; ask again after `retryAfterMs`, null when no time was given. */
export class ThrottledError extends RetryableError {
  override readonly name = 'ThrottledError';
}

/** The warehouse could not be reached or failed; ask again after `retryAfterMs`, null when no time was given. */
export class WarehouseUnavailableError extends RetryableError {
  override readonly name = 'WarehouseUnavailableError';
}

/** The warehouse did not answer within the time that the API gives it. */
export class PredictionTimedOutError extends RecourseError {
  override readonly name = 'PredictionTimedOutError';
}

/** Something in Recourse broke that should not; its operator finds the reason in the Lambda's log by `requestId`. */
export class InternalFailureError extends RecourseError {
  override readonly name = 'InternalFailureError';
}

interface TransportErrorOptions extends RecourseErrorOptions {
  readonly status: number | null;
}

/** No GraphQL answer came back: the network failed (`status` null) or the reply was not one of a GraphQL API. */
export class TransportError extends RecourseError {
  override readonly name: string = 'TransportError';
  /** HTTP status of the reply; null when there was none. */
  readonly status: number | null;

  constructor(message: string, { status, ...options }: TransportErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** The token is missing, expired or not one of this API's user pool (HTTP 401), or no token at all (`status` null): sign in again. */
export class UnauthenticatedError extends TransportError {
  override readonly name = 'UnauthenticatedError';
}

/** No answer came within `timeoutMs`, in which earlier attempts may have failed. */
export class RequestTimedOutError extends TransportError {
  override readonly name = 'RequestTimedOutError';
  /** Milliseconds that the caller waited. */
  readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    super(`No answer within ${timeoutMs} ms`, { status: null });
    this.timeoutMs = timeoutMs;
  }
}
