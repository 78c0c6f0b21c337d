import type { WaitState } from '../../definition/definition.ts';
import type { Visit } from '../visit.ts';

/** Waits for seconds, or until a moment; one that has passed is not waited for. */
export async function wait(visit: Visit<WaitState>): Promise<void> {
  const { state, branch, evaluateAs, requireInteger } = visit;
  const { clock } = branch.run;
  if (state.seconds !== undefined) {
    const seconds = await evaluateAs('number', state.seconds, 'Seconds');
    requireInteger(seconds, 'Seconds', 0);
    return clock.sleep(seconds * 1_000, branch.signal);
  }
  const timestamp = await evaluateAs('string', state.timestamp ?? '', 'Timestamp');
  return clock.sleep(Math.max(0, momentOf(timestamp, visit) - clock.now()), branch.signal);
}

/** Of ISO 8601 in the profile of RFC 3339, with the T and the Z in upper case. */
function momentOf(timestamp: string, { error }: Visit): number {
  const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(timestamp);
  const moment = isMoment ? Date.parse(timestamp) : Number.NaN;
  if (!Number.isNaN(moment)) return moment;
  throw error('States.QueryEvaluationError', `The field 'Timestamp' must be a date and time, found '${timestamp}'.`);
}
