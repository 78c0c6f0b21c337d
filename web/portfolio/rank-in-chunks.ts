import { mostCustomers } from '../../client/rank-together.ts';
import type { CustomerRanking, Recourse } from '../../client/recourse.ts';
import type { PortfolioRow } from './read-portfolio.ts';

/** What the API said of each row, by the row's line. */
export type Answers = ReadonlyMap<number, CustomerRanking>;

/** Asks for as many rows at once as the API allows, one request after the other; `onAnswers` gets those of each. */
export async function rankInChunks(
  rows: readonly PortfolioRow[],
  rank: Recourse['rankCustomers'],
  onAnswers: (answers: Answers) => void,
): Promise<void> {
  const readable = rows.flatMap(({ line, customer }) => (customer ? [{ line, customer }] : []));
  for (let start = 0; start < readable.length; start += mostCustomers) {
    const chunk = readable.slice(start, start + mostCustomers);
    const answers = await rank(chunk.map(({ customer }) => customer));
    const byIndex = new Map(answers.map((answer) => [answer.index, answer]));
    onAnswers(new Map(chunk.map(({ line }, index) => [line, byIndex.get(index) ?? missing(index)])));
  }
}

const missing = (index: number): CustomerRanking => ({
  index,
  ranking: null,
  error: { type: 'Missing', message: 'The answer lacks this customer.', violations: [] },
});
