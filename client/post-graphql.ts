import { type GraphQLErrorEntry, ThrottledError, TransportError, UnauthenticatedError } from './errors.ts';

/** A GraphQL reply as AppSync shapes it, and its own id of the request. */
export interface GraphQLReply<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphQLErrorEntry[];
  readonly requestId: string | null;
}

/** What one POST carries, and the signal that calls it off. */
export interface GraphQLRequest {
  readonly query: string;
  readonly variables: unknown;
  readonly token: string;
  readonly signal: AbortSignal;
}

/**
 * Posts one GraphQL request and gives back the reply. Throws TransportError and its kin; when the signal calls the
 * request off, its own reason is thrown.
 */
export async function postGraphQL<Data>(endpoint: string, request: GraphQLRequest): Promise<GraphQLReply<Data>> {
  const { query, variables, token, signal } = request;
  requireHeaderValue(token);
  const { status, requestId, text } = await exchange(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: token },
    body: JSON.stringify({ query, variables }),
    signal,
  });
  const parsed = parseReply<Data>(text);
  if (status === 200 && !(parsed instanceof Error)) return { ...parsed, requestId };
  throw refusal(endpoint, status, requestId, parsed);
}

/** `fetch` would refuse it with an error that shows the token, and like a failed connection. */
function requireHeaderValue(token: string): void {
  if (/^[ -~]*$/.test(token.trim())) return;
  throw new UnauthenticatedError('The token has a character that no header can carry, such as a line break', {
    status: null,
  });
}

async function exchange(endpoint: string, init: RequestInit & { readonly signal: AbortSignal }) {
  try {
    const response = await fetch(endpoint, init);
    const requestId = response.headers.get('x-amzn-requestid');
    return { status: response.status, requestId, text: await response.text() };
  } catch (cause) {
    init.signal.throwIfAborted();
    throw new TransportError(`${endpoint} cannot be reached`, { status: null, cause });
  }
}

type ParsedReply<Data> = Omit<GraphQLReply<Data>, 'requestId'>;

function parseReply<Data>(text: string): ParsedReply<Data> | Error {
  try {
    const reply: unknown = JSON.parse(text);
    return isReply<Data>(reply) ? reply : new TypeError(`neither data nor errors in ${text.slice(0, 100)}`);
  } catch (error) {
    return error as SyntaxError;
  }
}

function isReply<Data>(value: unknown): value is ParsedReply<Data> {
  return typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
}

function refusal(endpoint: string, status: number, requestId: string | null, parsed: ParsedReply<unknown> | Error) {
  const isForeign = parsed instanceof Error;
  const entry = isForeign ? undefined : parsed.errors?.[0];
  const what = isForeign ? `HTTP ${status}, which is no GraphQL reply` : `HTTP ${status}`;
  const message = entry?.message ?? `${endpoint} answered ${what}`;
  const cause = isForeign ? parsed : entry;
  const options = { errorType: entry?.errorType ?? null, errorInfo: entry?.errorInfo, requestId, cause };
  if (status === 401) return new UnauthenticatedError(message, { status, ...options });
  if (status === 429) return new ThrottledError(message, null, options);
  return new TransportError(message, { status, ...options });
}
