import type {
  CustomerInput,
  Model,
  Prediction,
  QueryPredictOutcomeArgs,
  QueryRankStrategiesArgs,
  StrategyRanking,
} from '../graphql/generated/types.ts';
import { findModel } from './active-model.ts';
import { checkCustomer } from './check-customer.ts';
import { customerRow } from './customer-row.ts';
import { readEnvironment } from './environment.ts';
import { InvalidCustomerError, PredictionTimedOutError, RecourseError } from './errors.ts';
import { fieldsOutOfRange } from './out-of-range.ts';
import { rankByProbability } from './ranking.ts';
import { createScorer, type ScoredStrategy } from './score.ts';
import { smokeTest } from './smoke-test.ts';
import { openWarehouse } from './warehouse.ts';

/** What a resolver sends: the field and its arguments. */
export type PredictionsEvent =
  | { readonly field: 'predictOutcome'; readonly arguments: QueryPredictOutcomeArgs }
  | { readonly field: 'rankStrategies'; readonly arguments: QueryRankStrategiesArgs }
  | { readonly field: 'model'; readonly arguments: Readonly<Record<string, never>> }
  | SmokeTestEvent;

/** What the training workflow sends before a new version answers; no resolver does. */
export interface SmokeTestEvent {
  readonly field: 'smokeTest';
  readonly arguments: { readonly probabilityFunction: string };
}

/** What a resolver gets back: the field's value, or an expected failure to raise with `util.error`. */
export type PredictionsReply =
  | { readonly data: Answer }
  | { readonly error: { readonly type: string; readonly message: string; readonly info: unknown } };

type Answer = Prediction | StrategyRanking | Model | readonly ScoredStrategy[];

/** AppSync gives a request 30 s and this function has 28; what is left is for the way back. */
const budgetMs = 25_000;

const environment = readEnvironment(process.env);
const warehouse = openWarehouse(environment);
const score = createScorer(warehouse, environment.REDSHIFT_SCHEMA);

/** The Lambda behind every field. Expected failures are data; anything else is logged here and masked from requests. */
export async function handler(
  event: PredictionsEvent,
  context: { readonly awsRequestId: string },
): Promise<PredictionsReply> {
  try {
    return { data: await answer(event, Date.now() + budgetMs) };
  } catch (error) {
    const expected = error instanceof RecourseError;
    // What a customer got wrong is theirs; any other failure is for the operator, with what lies behind it.
    if (!expected || error.cause !== undefined || error instanceof PredictionTimedOutError) {
      log(event, context.awsRequestId, error);
    }
    if (expected) return { error: { type: error.errorType, message: error.message, info: error.info } };
    // The workflow ends in this error, and whoever looks after it has to know why.
    if (event.field === 'smokeTest') throw error;
    throw new Error(`The prediction failed unexpectedly (request ${context.awsRequestId}).`);
  }
}

function answer(event: PredictionsEvent, deadline: number): Promise<Answer> {
  switch (event.field) {
    case 'predictOutcome':
      return predictOutcome(event.arguments, deadline);
    case 'rankStrategies':
      return rankStrategies(event.arguments, deadline);
    case 'model':
      return describeModel(deadline);
    case 'smokeTest':
      return smokeTest(warehouse, environment.REDSHIFT_SCHEMA, event.arguments.probabilityFunction, deadline);
  }
}

async function predictOutcome({ input }: QueryPredictOutcomeArgs, deadline: number): Promise<Prediction> {
  const { customer, strategy } = input;
  const { model, strategies } = await scoreCustomer(customer, deadline);
  const scored = strategies.find((candidate) => candidate.strategy === strategy);
  if (!scored) throw new Error(`The strategy table has no ${strategy}`);
  const outOfRange = fieldsOutOfRange(model.trainingRanges, customer, strategy);
  return { ...scored, outOfRange, model: model.version, evaluation: model.evaluation };
}

async function rankStrategies({ customer }: QueryRankStrategiesArgs, deadline: number): Promise<StrategyRanking> {
  const { model, strategies } = await scoreCustomer(customer, deadline);
  return {
    customerId: customer.customerId ?? null,
    strategies: rankByProbability(strategies, model.evaluation.betterThanChance),
    outOfRange: fieldsOutOfRange(model.trainingRanges, customer),
    model: model.version,
    evaluation: model.evaluation,
  };
}

async function describeModel(deadline: number): Promise<Model> {
  const { state, active } = await findModel(warehouse, environment.REDSHIFT_SCHEMA, deadline);
  return { state, version: active?.version ?? null, evaluation: active?.evaluation ?? null };
}

async function scoreCustomer(customer: CustomerInput, deadline: number) {
  const violations = checkCustomer(customer);
  if (violations.length > 0) throw new InvalidCustomerError(violations);
  return score(customerRow(customer), deadline);
}

function log({ field }: PredictionsEvent, requestId: string, error: unknown): void {
  const cause = error instanceof Error && error.cause !== undefined ? { cause: describe(error.cause) } : {};
  const errorType = error instanceof RecourseError ? error.errorType : 'Unexpected';
  console.error(JSON.stringify({ requestId, field, errorType, error: describe(error), ...cause }));
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
