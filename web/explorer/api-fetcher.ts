import { createGraphiQLFetcher, type FetcherOpts, type FetcherParams, fetcherReturnToPromise } from '@graphiql/toolkit';
import type { ExecutionResult } from 'graphql';
import { SessionEndedError } from '../session/session.ts';

interface ApiFetcherOptions {
  readonly endpoint: string;
  /** Sends a request with the caller's token. */
  readonly send: (url: string, init: RequestInit) => Promise<Response>;
  /** Called when the API takes no token of this session any more. */
  readonly onExpire: () => void;
}

/** GraphiQL's way to the API. */
export type ApiFetcher = (params: FetcherParams, options?: FetcherOpts) => Promise<ExecutionResult>;

/** Asks the API, and answers in GraphQL's shape whatever happens. */
export function createApiFetcher({ endpoint, send, onExpire }: ApiFetcherOptions): ApiFetcher {
  const fetcher = createGraphiQLFetcher({
    url: endpoint,
    enableIncrementalDelivery: false,
    fetch: async (_url, init = {}) => {
      try {
        return await graphqlReply(await send(endpoint, init));
      } catch (error) {
        if (!(error instanceof SessionEndedError)) return failure('The API does not answer. Is it running?');
        onExpire();
        return failure(error.message);
      }
    },
  });
  return async (params, options) => {
    // Told of the document, the fetcher would keep a subscription for a WebSocket; over HTTP the API itself says no.
    const { documentAST: _, ...rest } = options ?? {};
    return (await fetcherReturnToPromise(fetcher(params, rest))) as ExecutionResult;
  };
}

/** The reply itself, or an error that names it when it is not JSON, such as a proxy's page. */
async function graphqlReply(response: Response): Promise<Response> {
  const text = await response.text();
  try {
    return Response.json(JSON.parse(text));
  } catch {
    return failure(`The API answered HTTP ${response.status}, which is no GraphQL reply.`);
  }
}

const failure = (message: string) => Response.json({ data: null, errors: [{ message }] });
