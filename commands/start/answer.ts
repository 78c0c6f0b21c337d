import Table from 'cli-table3';
import { exampleCustomer } from '../../client/example-customer.ts';
import {
  ModelDocument,
  type ModelQuery,
  RankStrategiesDocument,
  type RankStrategiesQuery,
} from '../../client/generated/operations.ts';
import { dataTexts } from '../../graphql/generated/domain.ts';

/** The strategies for one borrower, best first. */
export type Ranking = NonNullable<RankStrategiesQuery['rankStrategies']>;

/** An answer, and the GraphQL response as it came. */
export interface Answer {
  readonly text: string;
  readonly ranking: Ranking;
}

interface GraphQLResponse<Data> {
  readonly data?: Data | null;
  readonly errors?: ReadonlyArray<{ readonly message: string; readonly errorType?: string }>;
}

/**
 * Asks the running API for the README's customer.
 *
 * @throws Error with the API's errors when it gave no ranking.
 */
export async function askForRanking(endpoint: string, token: string): Promise<Answer> {
  const request = { query: RankStrategiesDocument.toString(), variables: { customer: exampleCustomer } };
  const { text, data, errors } = await ask<RankStrategiesQuery>(endpoint, token, request);
  if (!data?.rankStrategies) throw new Error(`rankStrategies gave no answer: ${JSON.stringify(errors ?? text)}`);
  return { text, ranking: data.rankStrategies };
}

/**
 * The version that answers; undefined while there is none.
 *
 * @throws Error with the API's errors when it does not say.
 */
export async function askForModelVersion(endpoint: string, token: string): Promise<number | undefined> {
  const { data, errors } = await ask<ModelQuery>(endpoint, token, { query: ModelDocument.toString() });
  if (!data?.model) throw new Error(`model gave no answer: ${JSON.stringify(errors)}`);
  return data.model.version?.version;
}

async function ask<Data>(endpoint: string, token: string, request: object) {
  const reply = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: token, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  const text = await reply.text();
  return { text, ...(JSON.parse(text) as GraphQLResponse<Data>) };
}

/** The answer as a small table with the model's evaluation in a sentence. */
export function formatRanking(ranking: Ranking): string {
  const table = new Table({
    head: ['Rank', 'Strategy', 'P(success)', 'Successful'],
    colAligns: ['right', 'left', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const { rank, strategy, probability, successful } of ranking.strategies) {
    table.push([rank, dataTexts.RemediationStrategy[strategy], probability.toFixed(3), successful ? 'yes' : 'no']);
  }
  const outside =
    ranking.outOfRange.length > 0 ? `\nOutside what the model saw in training: ${ranking.outOfRange.join(', ')}.` : '';
  const order = ranking.evaluation.betterThanChance ? 'best first' : 'which the model cannot tell apart';
  return `Strategies for customer ${ranking.customerId}, ${order}:\n${table.toString()}\n${ranking.evaluation.summary}${outside}`;
}
