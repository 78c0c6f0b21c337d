import { useMemo } from 'react';
import type { WebConfig } from '../config.ts';
import { createApiFetcher } from './api-fetcher.ts';
import { generatedExamples } from './examples/generated-examples.ts';
import { ownExamples } from './examples/own-examples.ts';
import { Explorer } from './explorer.tsx';
import { useIntrospection } from './use-introspection.ts';

interface ExplorerWorkspaceProps {
  readonly config: WebConfig;
  readonly onExpire: () => void;
}

/** The explorer as soon as the API has told its schema, or why it does not, which is said above. */
export function ExplorerWorkspace({ config, onExpire }: ExplorerWorkspaceProps) {
  const { graphqlEndpoint: endpoint, homePage } = config;
  const asked = useMemo(() => createApiFetcher({ endpoint, onExpire }), [endpoint, onExpire]);
  const { introspection, retry, fetcher } = useIntrospection(asked);
  const schema = introspection?.schema ?? null;
  const isOwn = homePage === 'index';
  const examples = useMemo(() => {
    if (isOwn) return ownExamples(schema);
    return schema ? generatedExamples(schema) : [];
  }, [isOwn, schema]);
  if (!introspection) return <p className="explorer__message">Asking the API for its schema…</p>;
  return (
    <>
      {introspection.problem && (
        <div className="explorer__problem" role="status">
          <p>{introspection.problem}</p>
          <button className="button button--small" type="button" onClick={retry}>
            Try again
          </button>
        </div>
      )}
      <Explorer fetcher={fetcher} examples={examples} />
    </>
  );
}
