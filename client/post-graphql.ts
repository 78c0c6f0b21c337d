import { type GraphQLErrorEntry, ThrottledError, TransportError, UnauthenticatedError } from './errors.ts';

/** A GraphQL reply as AppSync shapes it. */
export interface GraphQLReply<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphQLErrorEntry[];
}

/** What one POST carries, and the signal that calls it off. */
export interface GraphQLRequest {
  readonly query: string;
  readonly variables: unknown;
  readonly token: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Posts one GraphQL request and gives back the reply. Throws TransportError and its kin; when the signal calls the
 * request off, its own reason is thrown.
 */
export async function postGraphQL<Data>(endpoint: string, request: GraphQLRequest): Promise<GraphQLReply<Data>> {
  const { query, variables, token, signal } = request;
  const { status, text } = await exchange(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: token },
    body: JSON.stringify({ query, variables }),
    signal: signal ?? null,
  });
  const reply = parseReply<Data>(endpoint, status, text);
  if (status === 200) return reply;
  throw refusal(endpoint, status, reply.errors?.[0]);
}

async function exchange(endpoint: string, init: RequestInit): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(endpoint, init);
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    init.signal?.throwIfAborted();
    throw new TransportError(`${endpoint} cannot be reached`, { status: null, cause });
  }
}

function parseReply<Data>(endpoint: string, status: number, text: string): GraphQLReply<Data> {
  try {
    const reply: unknown = JSON.parse(text);
    if (isReply<Data>(reply)) return reply;
    throw new TypeError(`neither data nor errors in ${text.slice(0, 100)}`);
  } catch (cause) {
    throw new TransportError(`${endpoint} answered HTTP ${status}, which is no GraphQL reply`, { status, cause });
  }
}

function isReply<Data>(value: unknown): value is GraphQLReply<Data> {
  return typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
}

function refusal(endpoint: string, status: number, entry: GraphQLErrorEntry | undefined) {
  const message = entry?.message ?? `${endpoint} answered HTTP ${status}`;
  const options = { errorType: entry?.errorType ?? null, errorInfo: entry?.errorInfo, cause: entry };
  if (status === 401) return new UnauthenticatedError(message, { status, ...options });
  if (status === 429) return new ThrottledError(message, null, options);
  return new TransportError(message, { status, ...options });
}
