import { dataTexts } from '../../client/domain.ts';
import { labelOf } from '../borrower/fields.ts';
import { percent } from '../ranking/percent.ts';
import type { RankedRow } from './ranked-row.ts';

/** One column of the table: its title, what it shows of a row, and what it sorts by. */
export interface TableColumn {
  readonly name: ColumnName;
  readonly title: string;
  readonly textOf: (row: RankedRow) => string;
  /** Null has the row stand last. */
  readonly sortKeyOf: (row: RankedRow) => string | number | null;
}

/** What the table can be sorted by. */
export type ColumnName = 'line' | 'customer' | 'best' | 'probability' | 'runnerUp' | 'outOfRange' | 'problem';

const probabilityOf = ([first]: RankedRow['best']): number | null => first?.probability ?? null;

/** The names of strategies that share a rank. */
export function strategyNames(strategies: RankedRow['best']): string {
  const names = strategies.map(({ strategy }) => dataTexts.RemediationStrategy[strategy]);
  return names.length > 1 ? `${new Intl.ListFormat('en').format(names)}, equal` : names.join();
}

const runnerUpText = ({ runnersUp: [first, ...others] }: RankedRow): string =>
  first ? `${strategyNames([first, ...others])}, ${percent(first.probability)}` : '';

/** The table's columns, from left to right. */
export const tableColumns: readonly TableColumn[] = [
  { name: 'line', title: 'Line', textOf: ({ line }) => String(line), sortKeyOf: ({ line }) => line },
  {
    name: 'customer',
    title: 'Customer',
    textOf: ({ customerId }) => customerId ?? '',
    sortKeyOf: ({ customerId }) => customerId,
  },
  {
    name: 'best',
    title: 'Best strategy',
    textOf: ({ best, state }) => (state === 'indistinct' ? 'No better than chance' : strategyNames(best)),
    sortKeyOf: ({ best }) => strategyNames(best) || null,
  },
  {
    name: 'probability',
    title: 'Probability',
    textOf: ({ best: [first] }) => (first ? percent(first.probability) : ''),
    sortKeyOf: ({ best }) => probabilityOf(best),
  },
  {
    name: 'runnerUp',
    title: 'Runner-up',
    textOf: runnerUpText,
    sortKeyOf: ({ runnersUp }) => strategyNames(runnersUp) || null,
  },
  {
    name: 'outOfRange',
    title: 'Outside training',
    textOf: ({ outOfRange }) => outOfRange.map(labelOf).join(', '),
    sortKeyOf: ({ outOfRange }) => outOfRange.map(labelOf).join(', ') || null,
  },
  {
    name: 'problem',
    title: 'Error',
    textOf: ({ problem }) => problem ?? '',
    sortKeyOf: ({ problem }) => problem,
  },
];
