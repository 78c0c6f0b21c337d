import type { Json, TaskState } from '../../definition/definition.ts';
import { record } from '../branch.ts';
import { requireSize } from '../data-limit.ts';
import { StateError } from '../state-error.ts';
import type { Visit } from '../visit.ts';
import { withinTime } from '../within-time.ts';

/** Calls the service that the state's resource names. Throws StateError. */
export async function runTask({
  state,
  input,
  branch,
  evaluate,
  evaluateAs,
  requireInteger,
}: Visit<TaskState>): Promise<Json> {
  const { integration } = state;
  const { resource, resourceType } = integration;
  // A task without Arguments hands on its input.
  const parameters = state.arguments === undefined ? input : await evaluate(state.arguments, 'Arguments');
  const seconds =
    state.timeoutSeconds === undefined ? undefined : await evaluateAs('number', state.timeoutSeconds, 'TimeoutSeconds');
  if (seconds !== undefined) requireInteger(seconds, 'TimeoutSeconds', 1);
  requireSize(state.name, parameters);
  record(branch, 'TaskScheduled', {
    ...{ resource, resourceType, region: branch.run.region, parameters: JSON.stringify(parameters) },
    ...(seconds !== undefined && { timeoutInSeconds: seconds }),
  });
  record(branch, 'TaskStarted', { resource, resourceType });
  try {
    const result = await withinTime(
      { clock: branch.run.clock, signal: branch.signal },
      { seconds, timedOut: () => new StateError('States.Timeout', undefined) },
      () => integration.call(parameters, branch.run.session),
    );
    requireSize(state.name, result);
    record(branch, 'TaskSucceeded', { resource, resourceType, output: JSON.stringify(result) });
    return result;
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    record(branch, error.error === 'States.Timeout' ? 'TaskTimedOut' : 'TaskFailed', {
      ...{ resource, resourceType, error: error.error ?? '' },
      ...(error.explanation !== undefined && { cause: error.explanation }),
    });
    throw error;
  }
}
