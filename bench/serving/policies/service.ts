import { createRecourse } from '../../../client/recourse.ts';
import type { CustomerInput } from '../../../graphql/generated/types.ts';
import { metricsPath } from '../../../local/cloudwatch/metrics.ts';
import type { Bench } from '../../running/with-recourse.ts';
import { requireAll } from '../scoring.ts';
import type { Policy } from './policy.ts';

/** What fails counts; the client would hide it. */
const maxRetries = 0;

type Asked = Pick<Bench, 'endpoint' | 'token' | 'cloud'>;

/** Asks the service itself, over GraphQL, for one ranking. */
export function servicePolicy({ endpoint, token, cloud }: Asked): Policy {
  return {
    name: 'ours',
    how: 'rankStrategies of the service, over GraphQL',
    batch: 1,
    async rank(customers) {
      // Each has a client of its own: one client would make a single request of callers who ask together.
      const ask = (customer: CustomerInput) => createRecourse({ endpoint, token, maxRetries }).rankStrategies(customer);
      const answers = await Promise.all(customers.map(ask));
      requireAll(customers, answers.flatMap(({ strategies }) => strategies).length);
    },
    counts: () => readCounts(cloud.url),
  };
}

/** Asks the service itself, over GraphQL, for the rankings of many customers at once. */
export function batchPolicy({ endpoint, token, cloud }: Asked, batch: number): Policy {
  const recourse = createRecourse({ endpoint, token, maxRetries });
  return {
    name: `ours, ${batch} at once`,
    how: 'rankCustomers of the service, over GraphQL',
    batch,
    async rank(customers) {
      const answers = await recourse.rankCustomers(customers);
      requireAll(customers, answers.flatMap(({ ranking }) => ranking?.strategies ?? []).length);
    },
    counts: () => readCounts(cloud.url),
  };
}

/** What the Lambda has measured, each statement by itself. */
async function readCounts(url: string): ReturnType<Policy['counts']> {
  const text = await (await fetch(new URL(metricsPath, url))).text();
  const sumOf = (name: string) =>
    [...text.matchAll(new RegExp(`^\\w+_${name}(?:{.*})? ([\\d.]+)$`, 'gm'))].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    );
  return { calls: sumOf('calls_total'), statements: sumOf('statement_time_milliseconds_count') };
}
