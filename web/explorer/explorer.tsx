import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { useMemo, useState } from 'react';
import { exampleCustomer } from '../../client/example-customer.ts';
import { rankingQuery } from '../query/ranking-query.ts';
import { takeQuery } from './handoff.ts';

interface ExplorerProps {
  readonly endpoint: string;
  readonly token: string;
}

/** GraphiQL, opened with the query that the ranking page left, with this tab's own, or with the example's. */
export function Explorer({ endpoint, token }: ExplorerProps) {
  const [opening] = useState(() => takeQuery() ?? (hasTabs() ? null : rankingQuery(exampleCustomer)));
  const fetcher = useMemo(
    () => createGraphiQLFetcher({ url: endpoint, headers: { authorization: token } }),
    [endpoint, token],
  );
  return (
    <GraphiQL
      fetcher={fetcher}
      {...(opening && { initialQuery: opening.query, initialVariables: opening.variables })}
      defaultEditorToolsVisibility="variables"
      // A query names a borrower: it must not outlive the tab, as it would in GraphiQL's usual localStorage.
      storage={sessionStorage}
    >
      <GraphiQL.Logo> </GraphiQL.Logo>
    </GraphiQL>
  );
}

/** Whether GraphiQL was here before in this tab; it keeps its own tabs then. */
function hasTabs(): boolean {
  return sessionStorage.getItem('graphiql:tabState') !== null;
}
