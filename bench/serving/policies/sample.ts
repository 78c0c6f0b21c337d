import { dataTexts } from '../../../graphql/generated/domain.ts';
import type { LocalCloud } from '../../../local/stack.ts';
import { openDataApi } from '../data-api.ts';
import { runByPolling } from '../polling.ts';
import { requireAll, type Scoring } from '../scoring.ts';
import type { Policy } from './policy.ts';

const strategies = Object.values(dataTexts.RemediationStrategy);

/** What botocore makes of a call that is throttled, in its legacy mode, which is the one that nobody has to choose. */
const maxAttempts = 5;
/** It gives up when a statement has not ended after so many questions. */
const pauses = Array<number>(7).fill(3_000);

/**
 * Asks as AWS's sample does: a statement for each strategy and a question every 3 s. The sample's callers would ask for the
 * strategies one by one or together; here they do together.
 * https://github.com/aws-samples/prediction-app-with-amazon-redshift-ml-and-api-gateway
 */
export function samplePolicy(operator: LocalCloud['operator'], scoring: Scoring): Policy {
  const { client, counts } = openDataApi(operator, { maxAttempts });
  return {
    name: 'sample',
    how: 'a statement per strategy, a question every 3 s',
    batch: 1,
    async rank(customers) {
      const predictions = await Promise.allSettled(
        strategies.map((strategy) => runByPolling(client, scoring.ofStrategy(customers, strategy), pauses)),
      );
      const failed = predictions.find((prediction) => prediction.status === 'rejected');
      if (failed) throw failed.reason;
      requireAll(
        customers,
        predictions.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0),
      );
    },
    counts: async () => counts(),
  };
}
