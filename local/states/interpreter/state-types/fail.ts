import type { FailState } from '../../definition/definition.ts';
import { StateError } from '../state-error.ts';
import type { Visit } from '../visit.ts';

/** Fails with the state's error and cause. */
export async function fail({ state, evaluateAs }: Visit<FailState>): Promise<never> {
  const { error, cause } = state;
  throw new StateError(
    error && (await evaluateAs('string', error, 'Error')),
    cause && (await evaluateAs('string', cause, 'Cause')),
  );
}
