import DataLoader from 'dataloader';
import { type Asker, ask } from './ask.ts';
import type { Call } from './call.ts';
import { InvalidRequestError, RecourseError, TransportError } from './errors.ts';
import { type CustomerInput, RankCustomersDocument, RankStrategiesDocument } from './generated/operations.ts';
import { graphqlError } from './graphql-error.ts';
import type { CustomerRanking, StrategyRanking } from './recourse.ts';

/** The API ranks no more customers at once. */
export const mostCustomers = 500;

/** What the firewall or a proxy refuses may be one customer's text, or all there is: so often a request is halved to know. */
const mostHalvings = 20;

/** A customer, and who waits for the ranking. */
interface Ranking {
  readonly customer: CustomerInput;
  readonly call: Call;
}

/** Gives the ranking or throws why there is none. */
type Outcome = () => StrategyRanking;

/**
 * Ranks customers who are asked for in one tick by one request, up to 500 of them; a customer alone costs the plain question.
 * Each caller gets what they would have got alone.
 */
export function createRankTogether(asker: Asker): (customer: CustomerInput, call: Call) => Promise<StrategyRanking> {
  const loader = new DataLoader<Ranking, Outcome>(
    async (rankings) => {
      const waiting = rankings.filter(({ call }) => !call.signal.aborted);
      const outcomes = await rank(asker, waiting, { halvingsLeft: mostHalvings });
      const outcomeOf = new Map(waiting.map((ranking, index) => [ranking, outcomes[index]]));
      return rankings.map((ranking) => outcomeOf.get(ranking) ?? fails(ranking.call.signal.reason));
    },
    { cache: false, maxBatchSize: mostCustomers },
  );
  return async (customer, call) => (await loader.load({ customer, call }))();
}

/** The n-th outcome is the n-th ranking's; never rejects. */
async function rank(
  asker: Asker,
  rankings: readonly Ranking[],
  budget: { halvingsLeft: number },
): Promise<readonly Outcome[]> {
  const [first, second] = rankings;
  if (!first) return [];
  try {
    return second ? await rankAll(asker, rankings) : [await rankOne(asker, first)];
  } catch (failure) {
    if (!second || !isWorthHalving(failure, budget)) return rankings.map(() => fails(failure));
    const middle = rankings.length >> 1;
    const halves = [rankings.slice(0, middle), rankings.slice(middle)];
    return (await Promise.all(halves.map((half) => rank(asker, half, budget)))).flat();
  }
}

async function rankOne(asker: Asker, { customer, call }: Ranking): Promise<Outcome> {
  const question = { document: RankStrategiesDocument, variables: { customer }, field: 'rankStrategies' } as const;
  const { value } = await ask(asker, [call], question);
  return () => value;
}

async function rankAll(asker: Asker, rankings: readonly Ranking[]): Promise<readonly Outcome[]> {
  const calls = rankings.map(({ call }) => call);
  const variables = { customers: rankings.map(({ customer }) => customer) };
  const question = { document: RankCustomersDocument, variables, field: 'rankCustomers' } as const;
  const { value, requestId } = await ask(asker, calls, question);
  const answers = new Map(value.map((answer) => [answer.index, answer]));
  return rankings.map((_, index) => outcomeOf(answers.get(index), requestId));
}

function outcomeOf(answer: CustomerRanking | undefined, requestId: string | null): Outcome {
  const { ranking, error } = answer ?? {};
  if (ranking) return () => ranking;
  if (!error) return fails(new RecourseError('The answer lacks a customer', { requestId }));
  const { type, message, violations } = error;
  const path = ['rankCustomers', answer?.index ?? 0];
  return fails(graphqlError({ message, errorType: type, errorInfo: { violations }, path }, requestId));
}

const fails = (failure: unknown) => (): never => {
  throw failure;
};

/** Whether one customer may have spoilt the request for the others. */
function isWorthHalving(failure: unknown, budget: { halvingsLeft: number }): boolean {
  if (failure instanceof InvalidRequestError) return true;
  const isRefused = failure instanceof TransportError && [400, 403, 413].includes(failure.status ?? 0);
  return isRefused && budget.halvingsLeft-- > 0;
}
