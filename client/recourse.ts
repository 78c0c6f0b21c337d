import { RecourseError } from './errors.ts';
import {
  type CustomerInput,
  ModelDocument,
  type ModelQuery,
  PredictOutcomeDocument,
  type PredictOutcomeInput,
  type PredictOutcomeQuery,
  RankCustomersDocument,
  type RankCustomersQuery,
  RankStrategiesDocument,
  type RankStrategiesQuery,
  type TypedDocumentString,
} from './generated/operations.ts';
import { graphqlError } from './graphql-error.ts';
import { postGraphQL } from './post-graphql.ts';

/** Where the API is, and who asks. */
export interface RecourseOptions {
  /** URL of the GraphQL endpoint. */
  readonly endpoint: string;
  /** A Cognito ID or access token, or a function that gives a fresh one for each request. */
  readonly token: string | (() => string | Promise<string>);
}

/** Options of one request. */
export interface RequestOptions {
  /** Calls the request off; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The predicted outcome of one strategy for one customer. */
export type Prediction = NonNullable<PredictOutcomeQuery['predictOutcome']>;

/** The six strategies for one customer, best first. */
export type StrategyRanking = NonNullable<RankStrategiesQuery['rankStrategies']>;

/** One customer of many: a ranking or an error, never both. */
export type CustomerRanking = NonNullable<RankCustomersQuery['rankCustomers']>[number];

/** The active model: its state, version and evaluation. */
export type Model = NonNullable<ModelQuery['model']>;

/** The questions Recourse answers; each rejects with a RecourseError. */
export interface Recourse {
  predictOutcome(input: PredictOutcomeInput, options?: RequestOptions): Promise<Prediction>;
  rankStrategies(customer: CustomerInput, options?: RequestOptions): Promise<StrategyRanking>;
  /** Ranks 1 to 500 customers at once; one who breaks a rule has an error in place of a ranking. */
  rankCustomers(customers: readonly CustomerInput[], options?: RequestOptions): Promise<readonly CustomerRanking[]>;
  model(options?: RequestOptions): Promise<Model>;
}

/**
 * The Recourse API as typed functions, for browsers and Node.
 *
 * @example
 * const recourse = createRecourse({ endpoint: 'http://127.0.0.1:4000/graphql', token });
 * const { strategies } = await recourse.rankStrategies(exampleCustomer);
 */
export function createRecourse({ endpoint, token }: RecourseOptions): Recourse {
  const ask = async <Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    { signal }: RequestOptions = {},
  ): Promise<Data> => {
    const { data, errors } = await postGraphQL<Data>(endpoint, {
      query: document.toString(),
      variables,
      token: typeof token === 'string' ? token : await token(),
      signal,
    });
    const [failure] = errors ?? [];
    if (failure) throw graphqlError(failure);
    return data ?? unanswered(endpoint);
  };
  return {
    predictOutcome: async (input, options) =>
      (await ask(PredictOutcomeDocument, { input }, options)).predictOutcome ?? unanswered(endpoint),
    rankStrategies: async (customer, options) =>
      (await ask(RankStrategiesDocument, { customer }, options)).rankStrategies ?? unanswered(endpoint),
    rankCustomers: async (customers, options) =>
      (await ask(RankCustomersDocument, { customers: [...customers] }, options)).rankCustomers ?? unanswered(endpoint),
    model: async (options) => (await ask(ModelDocument, {}, options)).model ?? unanswered(endpoint),
  };
}

function unanswered(endpoint: string): never {
  throw new RecourseError(`${endpoint} answered with neither data nor an error`);
}
