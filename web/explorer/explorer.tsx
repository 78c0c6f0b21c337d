import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useMemo, useState } from 'react';
import type { ReadableQuery } from '../query/readable-query.ts';
import type { ApiFetcher } from './api-fetcher.ts';
import type { Example } from './examples/example.ts';
import { createExamplesPlugin } from './examples/examples-plugin.tsx';
import { takeQuery } from './handoff.ts';

interface ExplorerProps {
  readonly fetcher: ApiFetcher;
  readonly examples: readonly Example[];
}

/** How many examples a new explorer opens with; the rest is in the list. */
const openExamples = 3;

/** GraphiQL, opened with the query that the ranking page left, with this tab's own, or with examples. */
export function Explorer({ fetcher, examples }: ExplorerProps) {
  const [left] = useState(takeQuery);
  const [kept] = useState(readActiveTab);
  const opening = left ?? kept ?? examples[0];
  const plugins = useMemo(() => [createExamplesPlugin(examples), HISTORY_PLUGIN], [examples]);
  return (
    <GraphiQL
      fetcher={fetcher}
      {...(opening && { initialQuery: opening.query, initialVariables: opening.variables })}
      {...(opening === examples[0] && { defaultTabs: examples.slice(0, openExamples) })}
      defaultEditorToolsVisibility="variables"
      plugins={plugins}
      // A query names a borrower: it must not outlive the tab, as it would in GraphiQL's usual localStorage.
      storage={sessionStorage}
    >
      <GraphiQL.Logo> </GraphiQL.Logo>
    </GraphiQL>
  );
}

/** What this browser tab last showed; GraphiQL keeps its tabs, but opens the active one without its variables. */
function readActiveTab(): ReadableQuery | undefined {
  const kept = sessionStorage.getItem('graphiql:tabState');
  if (!kept) return undefined;
  const { tabs, activeTabIndex } = JSON.parse(kept);
  const { query, variables } = tabs[activeTabIndex];
  return { query: query ?? '', variables: variables ?? '' };
}
