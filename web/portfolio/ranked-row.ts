import type { StrategyRanking } from '../../client/recourse.ts';
import { withNames } from '../borrower/violations.ts';
import { headerOf } from './columns.ts';
import type { Answers } from './rank-in-chunks.ts';
import type { Portfolio, PortfolioRow } from './read-portfolio.ts';

type RankedStrategy = StrategyRanking['strategies'][number];

/** A row as the table shows it. */
export interface RankedRow {
  readonly line: number;
  readonly customerId: string | null;
  /** `indistinct` has an answer of a model that cannot tell the strategies apart; `failed` could not be read or was refused. */
  readonly state: 'waiting' | 'ranked' | 'indistinct' | 'failed';
  /** The strategies of the first rank, more than one when they share it; none unless the row is ranked. */
  readonly best: readonly RankedStrategy[];
  /** The strategies of the rank behind the best. */
  readonly runnersUp: readonly RankedStrategy[];
  /** Fields outside what the model saw in training. */
  readonly outOfRange: readonly string[];
  readonly problem: string | null;
  readonly ranking: StrategyRanking | null;
}

/** Whether a row's best strategy is not more likely than not to help. */
export const isUnlikely = ({ state, best }: RankedRow): boolean =>
  state === 'ranked' && !best.some(({ successful }) => successful);

/** The portfolio's rows with what the API has said of them so far. */
export function rankedRows(portfolio: Portfolio, answers: Answers): readonly RankedRow[] {
  return portfolio.rows.map((row) => {
    const { ranking, error } = answers.get(row.line) ?? {};
    if (ranking) return rankedRow(row, ranking);
    const problem = row.problem ?? (error ? problemOf(portfolio, error) : null);
    return { ...unranked(row), state: problem ? 'failed' : 'waiting', problem };
  });
}

function rankedRow(row: PortfolioRow, ranking: StrategyRanking): RankedRow {
  const shown = { ...unranked(row), outOfRange: ranking.outOfRange, ranking };
  if (!ranking.evaluation.betterThanChance) return { ...shown, state: 'indistinct' };
  const best = ranking.strategies.filter(({ rank }) => rank === 1);
  const behind = ranking.strategies.find(({ rank }) => rank > 1);
  const runnersUp = ranking.strategies.filter(({ rank }) => rank === behind?.rank);
  return { ...shown, state: 'ranked', best, runnersUp };
}

const unranked = ({ line, customerId }: PortfolioRow): Omit<RankedRow, 'state'> => ({
  line,
  customerId,
  best: [],
  runnersUp: [],
  outOfRange: [],
  problem: null,
  ranking: null,
});

interface CustomerError {
  readonly message: string;
  readonly violations: readonly { readonly message: string }[];
}

/** The broken rules by the names of the CSV's columns. */
function problemOf({ columns }: Portfolio, { message, violations }: CustomerError): string {
  if (violations.length === 0) return message;
  return violations.map((violation) => withNames(violation.message, (field) => headerOf(columns, field))).join(' ');
}
