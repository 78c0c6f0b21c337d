import {
  InternalFailureError,
  InvalidCustomerError,
  ModelNotReadyError,
  PredictionTimedOutError,
  RequestTimedOutError,
  ThrottledError,
  TransportError,
  UnauthorizedError,
  WarehouseUnavailableError,
} from '../../client/errors.ts';
import { otherViolations } from '../borrower/violations.ts';

const notReadyTexts = {
  NOT_TRAINED: 'No model has been trained yet, so there is nothing to rank with.',
  LOADING: 'The loan history is being loaded for the first model. Try again in a minute.',
  TRAINING: 'The first model is still in training. Try again in a minute.',
  EVALUATING: 'The first model is being evaluated. Try again in a minute.',
  READY: 'A model has just become ready. Try again.',
  REFUSED: 'The model was not good enough to answer, so there is nothing to rank with.',
  FAILED: 'Training the model failed, so there is nothing to rank with.',
} as const;

/** Says to the user why there is no ranking and what they can do about it. */
export function failureText(error: unknown): string {
  if (error instanceof InvalidCustomerError)
    return ['Some answers break a rule; each is marked in the form.', ...otherViolations(error.violations)].join(' ');
  if (error instanceof ModelNotReadyError) return error.state ? notReadyTexts[error.state] : error.message;
  if (error instanceof UnauthorizedError) return 'None of your groups may ask for a ranking.';
  if (error instanceof ThrottledError) return 'Too many questions at once. Wait a moment and try again.';
  if (error instanceof WarehouseUnavailableError) return 'The warehouse does not answer. Wait a moment and try again.';
  if (error instanceof PredictionTimedOutError) return 'The warehouse took too long to answer. Try again.';
  if (error instanceof RequestTimedOutError) return 'The API took too long to answer. Try again.';
  if (error instanceof TransportError && error.status === null) return 'The API cannot be reached. Try again.';
  if (error instanceof InternalFailureError && error.requestId)
    return `${error.message} The log tells more under ${error.requestId}.`;
  return error instanceof Error ? error.message : String(error);
}
