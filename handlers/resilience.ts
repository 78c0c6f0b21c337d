import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  fullJitterGenerator,
  handleWhen,
  retry,
} from 'cockatiel';
import { hasTime, leastCallMs } from './deadline.ts';
import { WarehouseUnavailableError } from './errors.ts';
import type { Measure } from './observability.ts';

/** Runs a call of the Data API that may be made again, and gives what it gives. */
export type Resilient = <Value>(call: () => Promise<Value>, deadline: number) => Promise<Value>;

const shortestPauseMs = 50;
const longestPauseMs = 2_000;
/** So many failures in a row open the circuit. */
const failuresToOpen = 5;
const openMs = 1_000;

const throttlingErrors = [
  'ThrottlingException',
  'ActiveStatementsExceededException',
  'ActiveSessionsExceededException',
  'ActiveWaitingRequestsExceededException',
];

/**
 * Makes calls again that were throttled or did not reach the warehouse, with exponential backoff and full jitter, as long as
 * the deadline leaves time (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). After five calls in a
 * row that the warehouse did not answer, none is made for a second, and then one to see: a service that is down is left
 * alone, and callers hear so at once.
 *
 * @throws what the last call threw; WarehouseUnavailableError while no call is made.
 */
export function createResilience(measure: Measure): Resilient {
  const circuit = circuitBreaker(handleWhen(isUnanswered), {
    breaker: new ConsecutiveBreaker(failuresToOpen),
    halfOpenAfter: openMs,
  });
  let opened: { readonly at: number; readonly cause: unknown } | undefined;
  circuit.onBreak((reason) => {
    const cause = reason && 'error' in reason ? reason.error : opened?.cause;
    opened = { at: Date.now(), cause };
  });
  const refuse = () => {
    const retryAfterMs = Math.max(shortestPauseMs, (opened?.at ?? 0) + openMs - Date.now());
    return new WarehouseUnavailableError({ cause: opened?.cause }, retryAfterMs);
  };
  const attempt = async <Value>(call: () => Promise<Value>): Promise<Value> => {
    // The one call that sees whether the warehouse is back may take long; the others do not wait for it.
    if (circuit.state === CircuitState.HalfOpen) throw refuse();
    try {
      return await circuit.execute(() => {
        measure('Calls', 1);
        return call();
      });
    } catch (error) {
      throw error instanceof BrokenCircuitError ? refuse() : error;
    }
  };
  return (call, deadline) => {
    const worthAnother = (error: Error) =>
      (isThrottled(error) || isUnavailable(error)) && circuit.state !== CircuitState.Open && hasTime(deadline);
    const again = retry(handleWhen(worthAnother), {
      maxAttempts: Number.POSITIVE_INFINITY,
      backoff: new ExponentialBackoff({
        initialDelay: shortestPauseMs,
        maxDelay: longestPauseMs,
        // No pause lasts beyond the time for another call.
        generator(attempts: number | undefined, options) {
          const [pauseMs, next] = fullJitterGenerator(attempts, options);
          return [Math.min(pauseMs, Math.max(0, deadline - Date.now() - leastCallMs)), next];
        },
      }),
    });
    again.onRetry(({ delay }) => {
      measure('Retries', 1);
      measure('WaitTime', delay);
    });
    return again.execute(() => attempt(call));
  };
}

/** The account or the workgroup has no room for the call now. */
export function isThrottled(error: Error): boolean {
  return throttlingErrors.includes(error.name);
}

/** The call found nobody, or a service that is in trouble. */
export function isUnavailable(error: Error): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  const unreachable =
    error.name === 'TimeoutError' ||
    ('code' in error && typeof error.code === 'string' && /^E(AI_)?[A-Z]+$/.test(error.code));
  return unreachable || (status !== undefined && status >= 500);
}

/** Nobody has answered: at once, or before the caller's time was up. */
function isUnanswered(error: Error): boolean {
  return isUnavailable(error) || error.name === 'AbortError';
}
