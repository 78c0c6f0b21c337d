import { useMemo, useState } from 'react';
import { arrangeRows, asRead } from './arrange-rows.ts';
import { ModelNotes } from './model-notes.tsx';
import { rankedRows } from './ranked-row.ts';
import type { Portfolio } from './read-portfolio.ts';
import { RowsTable } from './rows-table.tsx';
import { RowsToolbar } from './rows-toolbar.tsx';
import { SummaryPanel } from './summary-panel.tsx';
import type { usePortfolio } from './use-portfolio.ts';
import './rows.css';

interface PortfolioWorkspaceProps extends ReturnType<typeof usePortfolio> {
  readonly portfolio: Portfolio;
}

/** An open portfolio: how far its ranking has come, what the model is worth, and the rows. */
export function PortfolioWorkspace({ portfolio, answers, ...run }: PortfolioWorkspaceProps) {
  const [arrangement, setArrangement] = useState(asRead);
  const rows = useMemo(() => rankedRows(portfolio, answers), [portfolio, answers]);
  const shown = useMemo(() => arrangeRows(rows, arrangement), [rows, arrangement]);
  return (
    <>
      <SummaryPanel portfolio={portfolio} rows={rows} {...run} />
      <ModelNotes answers={answers} />
      <section className="rows card" aria-label="Customers">
        <RowsToolbar
          portfolioName={portfolio.name}
          rows={rows}
          shown={shown}
          arrangement={arrangement}
          onArrange={setArrangement}
        />
        <RowsTable rows={shown} arrangement={arrangement} onArrange={setArrangement} />
      </section>
    </>
  );
}
