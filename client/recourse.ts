import { type Asker, ask, type Question } from './ask.ts';
import { type CallLimits, startCall } from './call.ts';
import {
  type CustomerInput,
  ModelDocument,
  type ModelQuery,
  PredictOutcomeDocument,
  type PredictOutcomeInput,
  type PredictOutcomeQuery,
  RankCustomersDocument,
  type RankCustomersQuery,
  type RankStrategiesQuery,
} from './generated/operations.ts';
import { createRankTogether } from './rank-together.ts';

/** How long a request is waited for, and how often it is sent again. */
interface Patience {
  /**
   * Milliseconds within which the answer must come, retries included; then the promise rejects with RequestTimedOutError.
   * Infinity waits for ever.
   *
   * @default 32,000: AppSync ends a request after 30 s and says so
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Most retries after ThrottledError, WarehouseUnavailableError, a failed connection or an HTTP status of 500 and up. They
   * wait as long as the API asks for and are not begun when `timeoutMs` ends before. 0 has every failure told at once.
   *
   * @default 3
   */
  readonly maxRetries?: number | undefined;
}

/** Where the API is, who asks, and how patiently. */
export interface RecourseOptions extends Asker, Patience {}

/** Options of one request, in place of those of `createRecourse`. */
export interface RequestOptions extends Patience {
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
  /** Calls of one tick share a request for up to 500 customers; each is answered, refused and called off as if alone. */
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
export function createRecourse({ timeoutMs = 32_000, maxRetries = 3, ...asker }: RecourseOptions): Recourse {
  const rankTogether = createRankTogether(asker);
  const limitsOf = (options: RequestOptions = {}): CallLimits => ({
    signal: options.signal,
    timeoutMs: options.timeoutMs ?? timeoutMs,
    maxRetries: options.maxRetries ?? maxRetries,
  });
  const answer = <Data, Variables, Field extends keyof Data>(
    options: RequestOptions | undefined,
    question: Question<Data, Variables, Field>,
  ) => startCall(limitsOf(options), async (call) => (await ask(asker, call, question)).value);
  return {
    predictOutcome: (input, options) =>
      answer(options, { document: PredictOutcomeDocument, variables: { input }, field: 'predictOutcome' }),
    rankStrategies: (customer, options) => startCall(limitsOf(options), (call) => rankTogether(customer, call)),
    rankCustomers: (customers, options) =>
      answer(options, {
        document: RankCustomersDocument,
        variables: { customers: [...customers] },
        field: 'rankCustomers',
      }),
    model: (options) => answer(options, { document: ModelDocument, variables: {}, field: 'model' }),
  };
}
