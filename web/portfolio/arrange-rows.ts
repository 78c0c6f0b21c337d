import type { RemediationStrategy } from '../../client/generated/operations.ts';
import type { RankedRow } from './ranked-row.ts';
import { type ColumnName, tableColumns } from './table-columns.ts';

/** Which rows are shown, and in which order. */
export interface Arrangement {
  readonly sortBy: ColumnName;
  readonly descending: boolean;
  /** Rows of which this strategy is the best, or shares the first rank; null for all. */
  readonly strategy: RemediationStrategy | null;
  /** Found in any of the row's texts, in whatever case. */
  readonly text: string;
  readonly onlyErrors: boolean;
}

/** Every row as it stands in the CSV. */
export const asRead: Arrangement = { sortBy: 'line', descending: false, strategy: null, text: '', onlyErrors: false };

const collator = new Intl.Collator('en', { numeric: true });

/** The rows that the arrangement shows; equal ones as they stand in the CSV. */
export function arrangeRows(rows: readonly RankedRow[], arrangement: Arrangement): readonly RankedRow[] {
  const { sortBy, descending } = arrangement;
  const sortKeyOf = tableColumns.find(({ name }) => name === sortBy)?.sortKeyOf ?? (({ line }) => line);
  const keyed = rows.filter((row) => isShown(row, arrangement)).map((row) => ({ row, key: sortKeyOf(row) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    return (descending ? -1 : 1) * compare(a.key, b.key);
  });
  return keyed.map(({ row }) => row);
}

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));

function isShown(row: RankedRow, { strategy, text, onlyErrors }: Arrangement): boolean {
  if (onlyErrors && row.state !== 'failed') return false;
  if (strategy && !row.best.some((best) => best.strategy === strategy)) return false;
  const sought = text.trim().toLowerCase();
  return sought === '' || tableColumns.some(({ textOf }) => textOf(row).toLowerCase().includes(sought));
}
