import { exampleCustomer } from '../../client/example-customer.ts';
import {
  ModelDocument,
  PredictOutcomeDocument,
  RankCustomersDocument,
  RankStrategiesDocument,
} from '../../client/generated/operations.ts';
import type { CustomerRanking, Model, Prediction, StrategyRanking } from '../../graphql/generated/types.ts';
import { type Api, fieldValue, type Reply, send } from './api.ts';

/** Asks for the ranking of the example customer with some values changed. */
export function askRanking(api: Api, change: object = {}, token?: string | null): Promise<Reply> {
  return send(api, RankStrategiesDocument.toString(), { customer: { ...exampleCustomer, ...change } }, token);
}

/** The ranking of the example customer with some values changed. */
export async function rank(api: Api, change: object = {}): Promise<StrategyRanking> {
  return fieldValue<StrategyRanking>(await askRanking(api, change), 'rankStrategies');
}

/** Asks for the rankings of the example customer, each time with some values changed. */
export function askMany(api: Api, changes: readonly object[]): Promise<Reply> {
  const customers = changes.map((change) => ({ ...exampleCustomer, ...change }));
  return send(api, RankCustomersDocument.toString(), { customers });
}

/** The rankings of the example customer, each time with some values changed. */
export async function rankMany(api: Api, changes: readonly object[]): Promise<CustomerRanking[]> {
  return fieldValue<CustomerRanking[]>(await askMany(api, changes), 'rankCustomers');
}

/** Asks for the outcome of one strategy for the example customer with some values changed. */
export function askOutcome(api: Api, strategy: string, change: object = {}): Promise<Reply> {
  const input = { strategy, customer: { ...exampleCustomer, ...change } };
  return send(api, PredictOutcomeDocument.toString(), { input });
}

/** The outcome of one strategy for the example customer with some values changed. */
export async function predict(api: Api, strategy: string, change: object = {}): Promise<Prediction> {
  return fieldValue<Prediction>(await askOutcome(api, strategy, change), 'predictOutcome');
}

/** Asks for the active model. */
export function askModel(api: Api, token?: string | null): Promise<Reply> {
  return send(api, ModelDocument.toString(), {}, token);
}

/** The active model. */
export async function describeModel(api: Api): Promise<Model> {
  return fieldValue<Model>(await askModel(api), 'model');
}
