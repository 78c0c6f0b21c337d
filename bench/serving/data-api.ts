import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import type { LocalCloud } from '../../local/stack.ts';
import type { Counts } from './policies/policy.ts';

/** An SDK client of the Data API that counts what it sends. */
export interface DataApi {
  readonly client: RedshiftDataClient;
  counts(): Counts;
}

/**
 * Opens the Data API as the operator, who may do everything.
 *
 * @param maxAttempts How often the SDK makes a call that is throttled. @default as the SDK itself: 3
 */
export function openDataApi(operator: LocalCloud['operator'], { maxAttempts = 3 } = {}): DataApi {
  const client = new RedshiftDataClient({ ...operator, maxAttempts });
  let calls = 0;
  let statements = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const output = await next(args);
        if (commandName === 'ExecuteStatementCommand') statements += 1;
        return output;
      },
    { step: 'initialize' },
  );
  client.middlewareStack.add(
    (next) => (args) => {
      calls += 1;
      return next(args);
    },
    // Behind the one that makes calls again.
    { step: 'finalizeRequest', priority: 'low' },
  );
  return { client, counts: () => ({ calls, statements }) };
}
