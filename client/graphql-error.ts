import {
  type GraphQLErrorEntry,
  InternalFailureError,
  InvalidCustomerError,
  InvalidRequestError,
  ModelNotReadyError,
  PredictionTimedOutError,
  RecourseError,
  ThrottledError,
  UnauthorizedError,
  type Violation,
  WarehouseUnavailableError,
} from './errors.ts';
import type { ModelState } from './generated/operations.ts';

const modelStates: Readonly<Record<ModelState, true>> = {
  NOT_TRAINED: true,
  LOADING: true,
  TRAINING: true,
  EVALUATING: true,
  READY: true,
  REFUSED: true,
  FAILED: true,
};

const isModelState = (value: unknown): value is ModelState => typeof value === 'string' && value in modelStates;

/** The error class that stands for an entry of a GraphQL reply's `errors`; `requestId` is the reply's. */
export function graphqlError(entry: GraphQLErrorEntry, requestId: string | null): RecourseError {
  const { message, errorType, errorInfo } = entry;
  const options = { errorType: errorType ?? null, errorInfo, requestId, cause: entry };
  switch (errorType) {
    case 'InvalidCustomer':
      return new InvalidCustomerError(message, violationsOf(errorInfo), options);
    case 'ModelNotReady':
      return new ModelNotReadyError(message, stateOf(errorInfo), options);
    case 'Throttled':
      return new ThrottledError(message, retryAfterMsOf(errorInfo), options);
    case 'WarehouseUnavailable':
      return new WarehouseUnavailableError(message, retryAfterMsOf(errorInfo), options);
    case 'PredictionTimedOut':
    // AppSync's own limit of 30 s.
    case 'ExecutionTimeout':
      return new PredictionTimedOutError(message, options);
    case 'InternalFailure':
      return new InternalFailureError(message, options);
    case 'Unauthorized':
      return new UnauthorizedError(message, options);
  }
  // AppSync refuses what does not fit the schema before any field runs: such an error has no path.
  return entry.path ? new RecourseError(message, options) : new InvalidRequestError(message, options);
}

function violationsOf(errorInfo: unknown): Violation[] {
  const listed = memberOf(errorInfo, 'violations');
  return Array.isArray(listed) ? listed.filter(isViolation) : [];
}

function stateOf(errorInfo: unknown): ModelState | null {
  const state = memberOf(errorInfo, 'state');
  return isModelState(state) ? state : null;
}

function retryAfterMsOf(errorInfo: unknown): number | null {
  const milliseconds = memberOf(errorInfo, 'retryAfterMs');
  return typeof milliseconds === 'number' && milliseconds >= 0 ? milliseconds : null;
}

function isViolation(value: unknown): value is Violation {
  return ['field', 'rule', 'message'].every((name) => typeof memberOf(value, name) === 'string');
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
