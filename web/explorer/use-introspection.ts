import {
  buildClientSchema,
  type ExecutionResult,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
} from 'graphql';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ApiFetcher } from './api-fetcher.ts';

/** What the API says of its schema. */
export interface Introspection {
  readonly schema: GraphQLSchema | null;
  /** Why there is no schema, for a person; null when there is one. */
  readonly problem: string | null;
}

/** Asks for the schema once before GraphiQL opens, and hears the answers to GraphiQL's own asking after that. */
export function useIntrospection(fetcher: ApiFetcher) {
  const [introspection, setIntrospection] = useState<Introspection | null>(null);
  // GraphiQL asks first thing when it opens: it gets the answer that is already there.
  const opening = useRef<ExecutionResult>(null);

  const retry = useCallback(async () => {
    setIntrospection(null);
    const reply = await fetcher({ query: getIntrospectionQuery(), operationName: 'IntrospectionQuery' });
    opening.current = reply;
    setIntrospection(readIntrospection(reply));
  }, [fetcher]);
  useEffect(() => {
    retry();
  }, [retry]);

  const listeningFetcher = useCallback<ApiFetcher>(
    async (params, options) => {
      if (params.operationName !== 'IntrospectionQuery') return fetcher(params, options);
      const known = opening.current;
      opening.current = null;
      if (known) return known;
      const reply = await fetcher(params, options);
      setIntrospection(readIntrospection(reply));
      return reply;
    },
    [fetcher],
  );
  return { introspection, retry, fetcher: listeningFetcher };
}

function readIntrospection({ data, errors }: ExecutionResult): Introspection {
  if (data?.__schema) return { schema: buildClientSchema(data as unknown as IntrospectionQuery), problem: null };
  const message = errors?.[0]?.message ?? 'The API says nothing of its schema.';
  const isOff = message.includes('__schema');
  return { schema: null, problem: isOff ? introspectionIsOff : message };
}

const introspectionIsOff =
  'Introspection is off: the API keeps its schema to itself. Queries run, but there are no docs and no completion.';
