import { ExecuteStatementCommand } from '@aws-sdk/client-redshift-data';
import type { LocalCloud } from '../../../local/stack.ts';
import { openDataApi } from '../data-api.ts';
import { countRows } from '../polling.ts';
import { requireAll, type Scoring } from '../scoring.ts';
import type { Policy } from './policy.ts';

const waitSeconds = 20;

/** The least that the Data API allows, and nothing besides: a statement's time and two calls. */
export function floorPolicy(operator: LocalCloud['operator'], scoring: Scoring): Policy {
  const { client, counts } = openDataApi(operator);
  return {
    name: 'floor',
    how: 'one statement, two bare calls of the Data API',
    batch: 1,
    async rank(customers) {
      const statement = { ...scoring.ofCustomers(customers), WaitTimeSeconds: waitSeconds };
      const { Id, Status } = await client.send(new ExecuteStatementCommand(statement));
      if (Status !== 'FINISHED') throw new Error(`The statement is ${Status} after ${waitSeconds} s`);
      requireAll(customers, await countRows(client, Id));
    },
    counts: async () => counts(),
  };
}
