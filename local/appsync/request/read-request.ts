import type { HttpRequest } from '../../http.ts';
import { decodeBody } from './decode-body.ts';
import { RequestError } from './request-error.ts';

/** The GraphQL request that an HTTP request carries. */
export interface GraphQLRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/**
 * Reads a GraphQL request from a POST body or, as AppSync also accepts, from the parameters of a GET.
 * Throws RequestError with AppSync's 400 where there is none.
 * https://github.com/graphql/graphql-over-http/issues/81
 */
export function readRequest(request: HttpRequest): GraphQLRequest {
  return request.method === 'GET' ? readParameters(request.query) : readBody(request);
}

function readParameters(parameters: URLSearchParams): GraphQLRequest {
  const query = parameters.get('query');
  if (query === null) throw unparsable();
  const variables = parameters.get('variables');
  return toRequest({
    query,
    variables: variables ? parseJson(variables) : undefined,
    operationName: parameters.get('operationName') ?? undefined,
  });
}

// AppSync reads the same JSON under application/json and application/graphql, so the content type decides nothing.
function readBody({ body, headers }: HttpRequest): GraphQLRequest {
  if (body.length === 0) throw malformed('Request body is empty.');
  const text = decodeBody(body, headers['content-encoding']);
  if (text === undefined) throw unparsable();
  return toRequest(parseJson(text));
}

function toRequest(value: unknown): GraphQLRequest {
  if (!isObject(value)) throw unparsable();
  const { query, variables, operationName } = value;
  if (typeof query !== 'string') throw unparsable();
  if (!isAbsent(variables) && !isObject(variables)) throw unparsable();
  if (!isAbsent(operationName) && typeof operationName !== 'string') throw unparsable();
  return { query, variables: variables ?? {}, operationName: operationName || undefined };
}

/** The answer to whatever cannot be read as a GraphQL document or as the JSON around it. */
export function unparsable(): RequestError {
  return malformed('Unable to parse GraphQL query.');
}

function malformed(message: string): RequestError {
  return new RequestError(400, 'MalformedHttpRequestException', message);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw unparsable();
    throw error;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
