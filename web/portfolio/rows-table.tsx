import { useEffect, useRef, useState } from 'react';
import type { Arrangement } from './arrange-rows.ts';
import { Pager } from './pager.tsx';
import { isUnlikely, type RankedRow } from './ranked-row.ts';
import { type ColumnName, tableColumns } from './table-columns.ts';

interface RowsTableProps {
  readonly rows: readonly RankedRow[];
  readonly arrangement: Arrangement;
  readonly onArrange: (arrangement: Arrangement) => void;
}

/** More rows at once make a browser slow. */
const pageSize = 100;

/** The rows, a page at a time, with titles that sort them. */
export function RowsTable({ rows, arrangement, onArrange }: RowsTableProps) {
  const [page, setPage] = useState(0);
  const table = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another arrangement begins at its first page
  useEffect(() => setPage(0), [arrangement]);
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const first = Math.min(page, pages - 1) * pageSize;

  function turn(by: number) {
    setPage(first / pageSize + by);
    table.current?.scrollIntoView({ block: 'start' });
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section ref={table} className="rows__scroll" tabIndex={0} aria-label="Table of customers">
        <table>
          <thead>
            <tr>
              {tableColumns.map(({ name, title }) => (
                <SortTitle key={name} name={name} title={title} arrangement={arrangement} onArrange={onArrange} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(first, first + pageSize).map((row) => (
              <tr key={row.line} className={rowClass(row)}>
                {tableColumns.map(({ name, title, textOf }) => (
                  <td key={name} className={`row__${name}`} data-title={title}>
                    {textOf(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className="rows__none">No row is like that.</p>}
      </section>
      <Pager first={first} count={pageSize} total={rows.length} onTurn={turn} />
    </>
  );
}

const rowClass = (row: RankedRow): string =>
  isUnlikely(row) ? 'row row--ranked row--unlikely' : `row row--${row.state}`;

interface SortTitleProps extends Pick<RowsTableProps, 'arrangement' | 'onArrange'> {
  readonly name: ColumnName;
  readonly title: string;
}

function SortTitle({ name, title, arrangement, onArrange }: SortTitleProps) {
  const isSorted = arrangement.sortBy === name;
  const direction = arrangement.descending ? 'descending' : 'ascending';
  // A probability is asked for from the best on.
  const descending = isSorted ? !arrangement.descending : name === 'probability';
  return (
    <th scope="col" className={`row__${name}`} aria-sort={isSorted ? direction : 'none'}>
      <button type="button" onClick={() => onArrange({ ...arrangement, sortBy: name, descending })}>
        {title}
        <span className="rows__arrow" aria-hidden="true">
          {isSorted ? (arrangement.descending ? '↓' : '↑') : ''}
        </span>
      </button>
    </th>
  );
}
