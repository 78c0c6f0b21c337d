import type { Recourse } from '../../../client/recourse.ts';
import { metricsPath } from '../../../local/cloudwatch/metrics.ts';
import type { Bench } from '../../running/with-recourse.ts';
import { requireAll } from '../scoring.ts';
import type { Policy } from './policy.ts';

type Asked = Pick<Bench, 'recourse' | 'cloud'>;

/** Asks the service itself, over GraphQL, for one ranking. */
export function servicePolicy({ recourse, cloud }: Asked): Policy {
  return {
    name: 'ours',
    how: 'rankStrategies of the service, over GraphQL',
    batch: 1,
    rank: (customers) => eachAlone(recourse, customers),
    counts: () => readCounts(cloud.url),
  };
}

/** Asks the service itself, over GraphQL, for the rankings of many customers at once. */
export function batchPolicy({ recourse, cloud }: Asked, batch: number): Policy {
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

async function eachAlone(recourse: Recourse, customers: Parameters<Policy['rank']>[0]): Promise<void> {
  const answers = await Promise.all(customers.map((customer) => recourse.rankStrategies(customer)));
  requireAll(customers, answers.flatMap(({ strategies }) => strategies).length);
}

/** What the Lambda has measured; an invocation of a Lambda that knows the active model submits one statement. */
async function readCounts(url: string): ReturnType<Policy['counts']> {
  const text = await (await fetch(new URL(metricsPath, url))).text();
  const sumOf = (name: string) =>
    [...text.matchAll(new RegExp(`^\\w+_${name}(?:{.*})? ([\\d.]+)$`, 'gm'))].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    );
  return { calls: sumOf('calls_total'), statements: sumOf('statement_time_milliseconds_count') };
}
