import type { WaitState } from '../../definition/definition.ts';
import type { Visit } from '../visit.ts';

const mostSeconds = 99_999_999;

/** Waits for seconds, or until a moment; one that has passed is not waited for. */
export async function wait({ state, branch, evaluateAs, error }: Visit<WaitState>): Promise<void> {
  const { clock } = branch.run;
  if (state.seconds !== undefined) {
    const seconds = await evaluateAs('number', state.seconds, 'Seconds');
    if (!Number.isInteger(seconds) || seconds < 0 || seconds > mostSeconds) {
      throw error(
        'States.QueryEvaluationError',
        `The field 'Seconds' must be a whole number from 0 to ${mostSeconds}.`,
      );
    }
    return clock.sleep(seconds * 1_000, branch.signal);
  }
  const timestamp = await evaluateAs('string', state.timestamp ?? '', 'Timestamp');
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(timestamp)
    ? Date.parse(timestamp)
    : NaN;
  if (Number.isNaN(moment)) {
    throw error(
      'States.QueryEvaluationError',
      `The field 'Timestamp' must be an ISO 8601 date and time, found '${timestamp}'.`,
    );
  }
  return clock.sleep(Math.max(0, moment - clock.now()), branch.signal);
}
