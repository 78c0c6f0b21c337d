import type { LocalCloud } from '../../../local/stack.ts';
import { openDataApi } from '../data-api.ts';
import { runByPolling } from '../polling.ts';
import { requireAll, type Scoring } from '../scoring.ts';
import type { Policy } from './policy.ts';

const shortestPauseMs = 50;
const longestPauseMs = 1_000;

/** Asks as a well-written client without long polling: one statement, and questions with growing pauses between. */
export function naivePolicy(operator: LocalCloud['operator'], scoring: Scoring): Policy {
  const { client, counts } = openDataApi(operator);
  return {
    name: 'naive',
    how: `one statement, questions after ${shortestPauseMs} to ${longestPauseMs} ms`,
    batch: 1,
    async rank(customers) {
      requireAll(customers, await runByPolling(client, scoring.ofCustomers(customers), growingPauses()));
    },
    counts: async () => counts(),
  };
}

function* growingPauses(): Generator<number, never> {
  for (let pause = shortestPauseMs; ; pause = Math.min(longestPauseMs, 2 * pause)) yield pause;
}
