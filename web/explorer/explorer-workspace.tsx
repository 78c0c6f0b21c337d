import { useMemo } from 'react';
import type { WebConfig } from '../config.ts';
import { fetchWithToken } from '../session/fetch-with-token.ts';
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
  const { graphqlEndpoint: endpoint, userPoolClientId, homePage } = config;
  const send = userPoolClientId ? fetchWithToken : sendAsItIs;
  const asked = useMemo(() => createApiFetcher({ endpoint, send, onExpire }), [endpoint, send, onExpire]);
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
          <p>{userPoolClientId ? introspection.problem : `${introspection.problem} ${tokenWanted}`}</p>
          <button className="button button--small" type="button" onClick={retry}>
            Try again
          </button>
        </div>
      )}
      <Explorer fetcher={fetcher} examples={examples} />
    </>
  );
}

const sendAsItIs = (url: string, init: RequestInit) => fetch(url, init);

const tokenWanted =
  'No app client of the user pool lets this page sign in: under Headers, give a token as Authorization, then re-fetch the schema.';
