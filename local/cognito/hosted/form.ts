import type { HttpRequest } from '../../http.ts';
import { OAuthError } from './oauth-error.ts';

/** The fields of an `application/x-www-form-urlencoded` body; undefined when it is something else. */
export function readForm({ headers, body }: HttpRequest): URLSearchParams | undefined {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded') return undefined;
  return new URLSearchParams(body.toString('utf8'));
}

/**
 * The fields of a request that an app sends itself.
 *
 * @throws OAuthError invalid_request when the body is something else or gives a field twice.
 */
export function requireForm(request: HttpRequest): URLSearchParams {
  const form = readForm(request);
  if (form === undefined) throw new OAuthError('invalid_request', 'The body is not application/x-www-form-urlencoded');
  const repeated = repeatedName(form);
  if (repeated !== undefined) throw new OAuthError('invalid_request', `${repeated} is given twice`);
  return form;
}

/** The first name that is given twice, which OAuth 2.0 forbids for each of its parameters. */
export function repeatedName(parameters: URLSearchParams): string | undefined {
  const names = [...parameters.keys()];
  return names.find((name, index) => names.indexOf(name) !== index);
}
