import { readFileSync } from 'node:fs';
import { buildSchema, GraphQLError, graphql } from 'graphql';
import type { CustomerInput } from '../../client/generated/operations.ts';
import { dataTexts } from '../../graphql/generated/domain.ts';
import type {
  CustomerRanking,
  Evaluation,
  RemediationStrategy,
  StrategyRanking,
} from '../../graphql/generated/types.ts';
import { checkCustomer } from '../../handlers/check-customer.ts';
import { InvalidCustomerError, type RecourseError } from '../../handlers/errors.ts';
import { rankByProbability } from '../../handlers/ranking.ts';
import type { HttpHandler, HttpResponse } from '../../local/http.ts';
import { requestId } from '../client/open-endpoint.ts';

/** The state that the page is to be seen in. */
export interface StandInState {
  betterThanChance: boolean;
  /** Raised by every field, when set. */
  failure: RecourseError | null;
  /** Whether the API takes a token. */
  accepts: (token: string) => boolean;
  /** Whether the API tells its schema. */
  introspection: boolean;
}

const schema = buildSchema(
  ['schema', 'appsync']
    .map((name) => readFileSync(new URL(`../../graphql/${name}.graphql`, import.meta.url), 'utf8'))
    .join('\n'),
);

/** Speaks AppSync's wire shapes over the real schema, in whatever state a test puts it. */
export function standInApi(state: StandInState): HttpHandler {
  return async ({ headers, body }) => {
    const sent: SentRequest = JSON.parse(body.toString());
    if (!state.accepts(headers.authorization ?? ''))
      return json(401, { errors: [{ errorType: 'UnauthorizedException', message: 'Token has expired.' }] });
    if (!state.introspection && sent.query.includes('__schema')) return json(200, introspectionRefused);
    return answer(state, sent);
  };
}

interface SentRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

async function answer(state: StandInState, { query, variables, operationName }: SentRequest): Promise<HttpResponse> {
  const rootValue = {
    rankStrategies: ({ customer }: { customer: CustomerInput }) => rank(state, customer),
    rankCustomers: ({ customers }: { customers: readonly CustomerInput[] }) =>
      customers.map((customer, index) => rankOneOfMany(state, customer, index)),
  };
  const { data, errors } = await graphql({
    schema,
    source: query,
    variableValues: variables,
    operationName,
    rootValue,
  });
  const entries = errors?.map(({ message, path, extensions }) => ({ message, path: path ?? null, ...extensions }));
  return json(200, { data: data ?? null, ...(entries && { errors: entries }) });
}

function rankOneOfMany(state: StandInState, customer: CustomerInput, index: number): CustomerRanking {
  const violations = checkCustomer(customer);
  if (state.failure || violations.length === 0) return { index, ranking: rank(state, customer), error: null };
  const { errorType: type, message } = new InvalidCustomerError(violations);
  return { index, ranking: null, error: { type, message, violations } };
}

function rank({ betterThanChance, failure }: StandInState, customer: CustomerInput): StrategyRanking {
  const violations = checkCustomer(customer);
  const raised = failure ?? (violations.length > 0 ? new InvalidCustomerError(violations) : null);
  if (raised)
    throw new GraphQLError(raised.message, {
      extensions: { errorType: raised.errorType, errorInfo: { ...raised.info, requestId } },
    });
  const strategies = Object.keys(dataTexts.RemediationStrategy) as RemediationStrategy[];
  const scored = strategies.map((strategy, index) => {
    const probability = 0.12 + ((7 * index + customer.age) % 6) * 0.13;
    return { strategy, probability, successful: probability > 0.5 };
  });
  return {
    customerId: customer.customerId ?? null,
    strategies: rankByProbability(scored, betterThanChance),
    outOfRange: customer.age > 65 ? ['age'] : [],
    model: { name: 'outcome', version: 3, trainedAt: '2026-11-20T10:00:00Z' },
    evaluation: betterThanChance ? informed : uninformed,
  };
}

const informed: Evaluation = {
  auc: 0.742,
  aucLow: 0.718,
  aucHigh: 0.766,
  brier: 0.199,
  rows: 4132,
  betterThanChance: true,
  summary: 'On 4,132 cases that it had not seen the model tells success from failure better than chance.',
  evaluatedAt: '2026-11-20T10:00:00Z',
};

const uninformed: Evaluation = {
  auc: 0.507,
  aucLow: 0.428,
  aucHigh: 0.589,
  brier: 0.261,
  rows: 200,
  betterThanChance: false,
  summary: 'On 200 cases that it had not seen the model did no better than chance.',
  evaluatedAt: '2026-11-20T10:00:00Z',
};

const introspectionRefused = {
  data: null,
  errors: [
    {
      path: null,
      locations: [{ line: 2, column: 3, sourceName: null }],
      message: "Validation error of type FieldUndefined: Field '__schema' in type 'Query' is undefined @ '__schema'",
    },
  ],
};

const json = (status: number, value: unknown): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
  body: JSON.stringify(value),
});
