import type { CustomerInput } from '../../client/generated/operations.ts';
import { leaveQuery } from '../explorer/handoff.ts';
import { pageLinks } from '../page-links.ts';
import { CodeBlock } from './code-block.tsx';
import { rankingQuery } from './ranking-query.ts';
import './query-panel.css';

/** The GraphQL request behind a ranking, to read, to copy or to open in the explorer. */
export function QueryPanel({ customer }: { readonly customer: CustomerInput }) {
  const request = rankingQuery(customer);
  return (
    <section className="query card" aria-labelledby="query-title">
      <header>
        <h2 id="query-title">The query behind it</h2>
        <a className="button button--quiet" href={pageLinks.explorer.href} onClick={() => leaveQuery(request)}>
          Open in the explorer
        </a>
      </header>
      <div className="query__blocks">
        <CodeBlock title="Query" code={request.query} />
        <CodeBlock title="Variables" code={request.variables} />
      </div>
    </section>
  );
}
