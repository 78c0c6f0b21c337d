import type { Catcher, Retrier } from '../definition/definition.ts';
import { isTerminal, type StateError } from './state-error.ts';

/** Counts a state's retries while it is in. */
export interface Retries {
  /** Seconds until the next attempt after this error; undefined when there is none. */
  next(error: StateError): number | undefined;
}

/** What States.TaskFailed does not stand for. */
const notTaskFailed = new Set(['States.Timeout', 'States.QueryEvaluationError']);

/** Each retrier counts its own attempts. */
export function createRetries(retriers: readonly Retrier[], random: () => number): Retries {
  const attempts = new Map<Retrier, number>();
  return {
    next(error) {
      const retrier = retriers.find(({ errorEquals }) => matches(errorEquals, error));
      if (!retrier) return undefined;
      const made = attempts.get(retrier) ?? 0;
      if (made >= retrier.maxAttempts) return undefined;
      attempts.set(retrier, made + 1);
      return retryDelay(retrier, made, random);
    },
  };
}

/** The catcher that an error leads to, and its place. */
export function findCatcher(catchers: readonly Catcher[], error: StateError) {
  const index = catchers.findIndex(({ errorEquals }) => matches(errorEquals, error));
  const catcher = catchers[index];
  return catcher && { catcher, index };
}

/** FULL jitter is any time from none to the whole delay. */
function retryDelay(retrier: Retrier, made: number, random: () => number): number {
  const { intervalSeconds, backoffRate, maxDelaySeconds = Number.POSITIVE_INFINITY, jitterStrategy } = retrier;
  const delay = Math.min(intervalSeconds * backoffRate ** made, maxDelaySeconds);
  return jitterStrategy === 'FULL' ? delay * random() : delay;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
function matches(errorEquals: readonly string[], failure: StateError): boolean {
  const { error = '' } = failure;
  if (isTerminal(failure)) return false;
  return errorEquals.some((name) => {
    if (name === error) return true;
    if (error === 'States.DataLimitExceeded') return false;
    return name === 'States.ALL' || (name === 'States.TaskFailed' && !notTaskFailed.has(error));
  });
}
