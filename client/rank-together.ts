import DataLoader from 'dataloader';
import { type Asker, askOnce } from './ask.ts';
import type { Call } from './call.ts';
import { InvalidRequestError, RecourseError, TransportError } from './errors.ts';
import { type CustomerInput, RankCustomersDocument, RankStrategiesDocument } from './generated/operations.ts';
import { graphqlError } from './graphql-error.ts';
import type { CustomerRanking, StrategyRanking } from './recourse.ts';
import { askWithRetries } from './retry.ts';

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

/** The outcomes of those who waited for one. */
type Outcomes = ReadonlyMap<Ranking, Outcome>;

/**
 * Ranks customers who are asked for in one tick by one request, up to 500 of them; a customer alone costs the plain question.
 * Each caller gets what they would have got alone.
 */
export function createRankTogether(asker: Asker): (customer: CustomerInput, call: Call) => Promise<StrategyRanking> {
  const loader = new DataLoader<Ranking, Outcome>(
    async (rankings) => {
      const outcomes = await rank(asker, rankings, { halvingsLeft: mostHalvings });
      return rankings.map((ranking) => outcomes.get(ranking) ?? fails(ranking.call.signal.reason));
    },
    { cache: false, maxBatchSize: mostCustomers },
  );
  return async (customer, call) => (await loader.load({ customer, call }))();
}

const stillWaiting = (rankings: readonly Ranking[]) => rankings.filter(({ call }) => !call.signal.aborted);

/** Never rejects. */
async function rank(asker: Asker, all: readonly Ranking[], budget: { halvingsLeft: number }): Promise<Outcomes> {
  const rankings = stillWaiting(all);
  if (rankings.length === 0) return new Map();
  try {
    const calls = rankings.map(({ call }) => call);
    // Who has left by then is not asked for again.
    return await askWithRetries(calls, (signal) => rankByOneRequest(asker, stillWaiting(rankings), signal));
  } catch (failure) {
    if (rankings.length === 1 || !isWorthHalving(failure, budget)) return outcomesOf(rankings, () => fails(failure));
    const middle = rankings.length >> 1;
    const halves = [rankings.slice(0, middle), rankings.slice(middle)];
    const outcomes = await Promise.all(halves.map((half) => rank(asker, half, budget)));
    return new Map(outcomes.flatMap((half) => [...half]));
  }
}

async function rankByOneRequest(asker: Asker, rankings: readonly Ranking[], signal: AbortSignal): Promise<Outcomes> {
  const customers = rankings.map(({ customer }) => customer);
  const [customer, ...others] = customers;
  if (customer && others.length === 0) {
    const question = { document: RankStrategiesDocument, variables: { customer }, field: 'rankStrategies' } as const;
    const { value } = await askOnce(asker, question, signal);
    return outcomesOf(rankings, () => () => value);
  }
  const question = { document: RankCustomersDocument, variables: { customers }, field: 'rankCustomers' } as const;
  const { value, requestId } = await askOnce(asker, question, signal);
  const answers = new Map(value.map((answer) => [answer.index, answer]));
  return outcomesOf(rankings, (index) => outcomeOf(answers.get(index), requestId));
}

const outcomesOf = (rankings: readonly Ranking[], outcome: (index: number) => Outcome): Outcomes =>
  new Map(rankings.map((ranking, index) => [ranking, outcome(index)]));

function outcomeOf(answer: CustomerRanking | undefined, requestId: string | null): Outcome {
  const { ranking, error } = answer ?? {};
  if (ranking) return () => ranking;
  if (!error) return fails(new RecourseError('The answer lacks a customer', { requestId }));
  const { type, message, violations } = error;
  const path = ['rankCustomers', answer?.index ?? 0];
  return fails(graphqlError({ message, errorType: type, errorInfo: { violations, requestId }, path }, requestId));
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
