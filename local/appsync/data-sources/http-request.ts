import { FieldError } from '../execution/field-error.ts';

/** A request as an HTTP data source sends it. */
export interface HttpSourceRequest {
  readonly url: URL;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty when there is none. */
  readonly body: string;
}

const methods = ['PUT', 'POST', 'GET', 'DELETE', 'PATCH'];

/** What AppSync sets itself. */
const reservedHeaders = new Set([
  'host',
  'connection',
  'user-agent',
  'expect',
  'expectation',
  'transfer-encoding',
  'content-length',
]);

const contentTypes =
  /^(text\/[^;\s]+|application\/(xml|json|soap\+xml|x-amz-json-1\.[01]|vnd\.api\+json|x-ndjson))\s*(;|$)/i;

/**
 * Reads the request that a handler returned for an HTTP data source.
 *
 * @throws FieldError of type MappingTemplate naming the member that AppSync does not take.
 */
export function readHttpRequest(endpoint: string, members: Readonly<Record<string, unknown>>): HttpSourceRequest {
  const { method, resourcePath } = members;
  if (method === undefined) throw refused("Value for field '$[method]' not found.");
  if (typeof method !== 'string' || !methods.includes(method)) throw refused(`Unsupported method '${String(method)}'.`);
  if (typeof resourcePath !== 'string') throw refused("Value for field '$[resourcePath]' not found.");
  const { headers, query, body } = membersOf(members.params, 'params');
  // The path stays a path: it cannot name another host.
  const url = new URL(endpoint.replace(/\/$/, '') + resourcePath.replace(/^\/?/, '/'));
  for (const [name, value] of Object.entries(membersOf(query, 'params.query'))) {
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, asText(one));
  }
  const text = body === undefined || body === null ? '' : asText(body);
  return { url, method, headers: readHeaders(membersOf(headers, 'params.headers'), url, text), body: text };
}

function readHeaders(given: Readonly<Record<string, unknown>>, url: URL, body: string): Record<string, string> {
  const headers: Record<string, string> = { host: url.host };
  if (body !== '') headers['content-length'] = String(Buffer.byteLength(body));
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    if (reservedHeaders.has(key.replaceAll('_', '-'))) throw refused(`The header '${name}' cannot be set.`);
    if (typeof value !== 'string') throw refused(`The header '${name}' must be a string.`);
    if (key === 'content-type' && !contentTypes.test(value)) throw refused(`Unsupported Content-Type '${value}'.`);
    headers[key] = value;
  }
  return headers;
}

function membersOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw refused(`Value for field '$[${name}]' must be an object.`);
  return { ...value };
}

function asText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function refused(message: string): FieldError {
  return new FieldError(message, 'MappingTemplate');
}
