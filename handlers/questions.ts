import DataLoader from 'dataloader';
import type {
  CustomerInput,
  CustomerRanking,
  Prediction,
  QueryPredictOutcomeArgs,
  QueryRankCustomersArgs,
  QueryRankStrategiesArgs,
  StrategyRanking,
} from '../graphql/generated/types.ts';
import { checkCustomer } from './check-customer.ts';
import { type CustomerRow, customerRow } from './customer-row.ts';
import { InvalidCustomerError } from './errors.ts';
import { fieldsOutOfRange } from './out-of-range.ts';
import { rankByProbability } from './ranking.ts';
import type { Scorer, Scores } from './score.ts';

/** The questions about customers; each rejects with a RecourseError when it is expected to fail. */
export interface Questions {
  predictOutcome(args: QueryPredictOutcomeArgs): Promise<Prediction>;
  rankStrategies(args: QueryRankStrategiesArgs): Promise<StrategyRanking>;
  rankCustomers(args: QueryRankCustomersArgs): Promise<CustomerRanking[]>;
}

/** As JSON they stay below the 65,535 bytes that a text in Redshift may have, and score_strategies.sql takes one text. */
const mostCustomers = 500;

type ScoreCustomer = (customer: CustomerInput) => Promise<Scores>;

/** Answers questions that come together; all their customers are scored by one statement, up to 500 of them. */
export function createQuestions(score: Scorer, deadline: number): Questions {
  const scores = new DataLoader<CustomerRow, Scores>((rows) => score(rows, deadline), {
    cache: false,
    maxBatchSize: mostCustomers,
  });
  const scoreCustomer: ScoreCustomer = async (customer) => {
    const violations = checkCustomer(customer);
    if (violations.length > 0) throw new InvalidCustomerError(violations);
    return scores.load(customerRow(customer));
  };
  return {
    predictOutcome: ({ input }) => predictOutcome(scoreCustomer, input),
    rankStrategies: ({ customer }) => rankStrategies(scoreCustomer, customer),
    rankCustomers: ({ customers }) => rankCustomers(scoreCustomer, customers),
  };
}

async function predictOutcome(
  scoreCustomer: ScoreCustomer,
  { customer, strategy }: QueryPredictOutcomeArgs['input'],
): Promise<Prediction> {
  const { model, strategies } = await scoreCustomer(customer);
  const scored = strategies.find((candidate) => candidate.strategy === strategy);
  if (!scored) throw new Error(`The strategy table has no ${strategy}`);
  const outOfRange = fieldsOutOfRange(model.trainingRanges, customer, strategy);
  return { ...scored, outOfRange, model: model.version, evaluation: model.evaluation };
}

async function rankStrategies(scoreCustomer: ScoreCustomer, customer: CustomerInput): Promise<StrategyRanking> {
  const { model, strategies } = await scoreCustomer(customer);
  return {
    customerId: customer.customerId ?? null,
    strategies: rankByProbability(strategies, model.evaluation.betterThanChance),
    outOfRange: fieldsOutOfRange(model.trainingRanges, customer),
    model: model.version,
    evaluation: model.evaluation,
  };
}

async function rankCustomers(
  scoreCustomer: ScoreCustomer,
  customers: readonly CustomerInput[],
): Promise<CustomerRanking[]> {
  const { length } = customers;
  if (length < 1 || length > mostCustomers) {
    const message = `customers has ${length} entries, not between 1 and ${mostCustomers}.`;
    throw new InvalidCustomerError([{ field: 'customers', rule: 'count', message }]);
  }
  return Promise.all(
    customers.map(async (customer, index) => {
      try {
        return { index, ranking: await rankStrategies(scoreCustomer, customer), error: null };
      } catch (error) {
        // What one customer got wrong is no fault of the others; anything else has struck them all.
        if (!(error instanceof InvalidCustomerError)) throw error;
        const { errorType: type, message, info } = error;
        return { index, ranking: null, error: { type, message, violations: [...info.violations] } };
      }
    }),
  );
}
