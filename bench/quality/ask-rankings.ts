import type { Recourse, StrategyRanking } from '../../client/recourse.ts';
import type { CustomerInput } from '../../graphql/generated/types.ts';

/** Requests under way at the same time. */
const concurrency = 8;

/** Asks for the ranking of each customer; the n-th answer is for the n-th customer. */
export async function askRankings(
  recourse: Pick<Recourse, 'rankStrategies'>,
  customers: readonly CustomerInput[],
): Promise<StrategyRanking[]> {
  const answers: StrategyRanking[] = [];
  // One iterator for all: each request takes the next customer that nobody has taken.
  const pending = customers.entries();
  const askInTurn = async () => {
    for (const [index, customer] of pending) answers[index] = await recourse.rankStrategies(customer);
  };
  await Promise.all(Array.from({ length: concurrency }, askInTurn));
  return answers;
}
