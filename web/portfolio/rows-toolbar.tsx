import { useId } from 'react';
import { dataTexts } from '../../client/domain.ts';
import type { RemediationStrategy } from '../../client/generated/operations.ts';
import type { Arrangement } from './arrange-rows.ts';
import { countText } from './count-text.ts';
import { download } from './download.ts';
import type { RankedRow } from './ranked-row.ts';
import { rowsCsv } from './rows-csv.ts';

interface RowsToolbarProps {
  readonly portfolioName: string;
  readonly rows: readonly RankedRow[];
  readonly shown: readonly RankedRow[];
  readonly arrangement: Arrangement;
  readonly onArrange: (arrangement: Arrangement) => void;
}

const strategies = Object.keys(dataTexts.RemediationStrategy) as readonly RemediationStrategy[];

/** What filters the rows, and what downloads those that are shown. */
export function RowsToolbar({ portfolioName, rows, shown, arrangement, onArrange }: RowsToolbarProps) {
  const id = useId();
  const failed = rows.filter(({ state }) => state === 'failed').length;
  return (
    <div className="toolbar">
      <div className="field">
        <label htmlFor={`${id}-text`}>Search</label>
        <input
          id={`${id}-text`}
          type="search"
          autoComplete="off"
          value={arrangement.text}
          onChange={({ target }) => onArrange({ ...arrangement, text: target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-strategy`}>Best strategy</label>
        <select
          id={`${id}-strategy`}
          value={arrangement.strategy ?? ''}
          onChange={({ target }) =>
            onArrange({ ...arrangement, strategy: strategies.find((strategy) => strategy === target.value) ?? null })
          }
        >
          <option value="">Any</option>
          {strategies.map((strategy) => (
            <option key={strategy} value={strategy}>
              {`${dataTexts.RemediationStrategy[strategy]} (${countText(countBest(rows, strategy))})`}
            </option>
          ))}
        </select>
      </div>
      <label className="toolbar__check">
        <input
          type="checkbox"
          checked={arrangement.onlyErrors}
          onChange={({ target }) => onArrange({ ...arrangement, onlyErrors: target.checked })}
        />
        Only errors ({countText(failed)})
      </label>
      <button
        className="button button--quiet"
        type="button"
        disabled={shown.length === 0}
        onClick={() => download(`${portfolioName.replace(/\.\w+$/, '')}-ranked.csv`, rowsCsv(shown))}
      >
        Download CSV
      </button>
    </div>
  );
}

const countBest = (rows: readonly RankedRow[], strategy: RemediationStrategy): number =>
  rows.filter(({ best }) => best.some((first) => first.strategy === strategy)).length;
