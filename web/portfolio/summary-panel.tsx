import { useEffect, useRef } from 'react';
import { failureText } from '../ranking/failure-text.ts';
import { countRows, type RowCounts } from './count-rows.ts';
import { countText } from './count-text.ts';
import type { RankedRow } from './ranked-row.ts';
import type { Portfolio } from './read-portfolio.ts';

interface SummaryPanelProps {
  readonly portfolio: Portfolio;
  readonly rows: readonly RankedRow[];
  /** Why a CSV that was to take this one's place cannot be read. */
  readonly problem: string | null;
  readonly ranking: boolean;
  readonly failure: unknown;
  readonly rank: () => void;
  readonly stop: () => void;
  readonly close: () => void;
}

/** What was read, how far the ranking has come, and what starts and stops it. */
export function SummaryPanel({ portfolio, rows, problem, ranking, failure, rank, stop, close }: SummaryPanelProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const counts = countRows(portfolio, rows);
  const { unused } = portfolio.columns;
  const canRank = counts.waiting > 0;
  return (
    <section className="summary card" aria-labelledby="summary-title" aria-busy={ranking}>
      <div className="summary__text">
        <h2 id="summary-title" ref={title} tabIndex={-1}>
          {portfolio.name}
        </h2>
        <p role="status">{statusText(counts, ranking)}</p>
        <p className="summary__failure" role="alert">
          {problem ?? (failure === null ? null : failureText(failure))}
        </p>
        {counts.unlikely > 0 && (
          <p>
            For {countText(counts.unlikely)} of the {countText(counts.ranked)} no strategy is more likely than not to
            help.
          </p>
        )}
        {unused.length > 0 && <p className="summary__note">Columns not used: {unused.join(', ')}.</p>}
      </div>
      <div className="summary__actions">
        {/* One button, so that it keeps the focus while what it does changes. */}
        <button
          className="button"
          type="button"
          aria-disabled={!canRank}
          onClick={ranking ? stop : canRank ? rank : undefined}
        >
          {buttonText(counts, ranking)}
        </button>
        <button className="button button--quiet" type="button" onClick={close}>
          Another CSV
        </button>
      </div>
      <progress
        value={counts.readable - counts.waiting}
        max={Math.max(counts.readable, 1)}
        aria-label="Customers done"
      />
    </section>
  );
}

function statusText({ readable, waiting, refused, unreadable }: RowCounts, ranking: boolean): string {
  const done = readable - waiting;
  const progress = ranking
    ? `Ranking: ${countText(done)} of ${countText(readable)} customers done.`
    : done === 0
      ? `${countText(readable)} ${readable === 1 ? 'customer' : 'customers'} to rank.`
      : `${countText(done - refused)} of ${countText(readable)} customers ranked.`;
  return [
    progress,
    refused > 0 && `${countText(refused)} refused.`,
    unreadable > 0 && `${countText(unreadable)} ${unreadable === 1 ? 'row' : 'rows'} cannot be read.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function buttonText({ readable, waiting }: RowCounts, ranking: boolean): string {
  if (ranking) return 'Stop';
  if (waiting === 0) return readable === 0 ? 'Nothing to rank' : 'All done';
  if (waiting < readable) return `Rank the other ${countText(waiting)}`;
  return readable === 1 ? 'Rank 1 customer' : `Rank ${countText(readable)} customers`;
}
