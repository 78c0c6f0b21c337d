import Table from 'cli-table3';
import { exampleCustomer } from '../../client/example-customer.ts';
import { RankStrategiesDocument, type RankStrategiesQuery } from '../../client/generated/operations.ts';
import { dataTexts } from '../../graphql/generated/domain.ts';

/** The strategies for one borrower, best first. */
export type Ranking = NonNullable<RankStrategiesQuery['rankStrategies']>;

/** An answer, and the GraphQL response as it came. */
export interface Answer {
  readonly text: string;
  readonly ranking: Ranking;
}

interface GraphQLResponse {
  readonly data?: RankStrategiesQuery | null;
  readonly errors?: ReadonlyArray<{ readonly message: string; readonly errorType?: string }>;
}

/**
 * Asks the running API for the README's customer.
 *
 * @throws Error with the API's errors when it gave no ranking.
 */
export async function askForRanking(endpoint: string, token: string): Promise<Answer> {
  const reply = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: token, 'content-type': 'application/json' },
    body: JSON.stringify({ query: RankStrategiesDocument.toString(), variables: { customer: exampleCustomer } }),
  });
  const text = await reply.text();
  const { data, errors } = JSON.parse(text) as GraphQLResponse;
  if (!data?.rankStrategies) throw new Error(`rankStrategies gave no answer: ${JSON.stringify(errors ?? text)}`);
  return { text, ranking: data.rankStrategies };
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
