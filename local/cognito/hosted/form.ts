import type { HttpRequest } from '../../http.ts';

/** The fields of an `application/x-www-form-urlencoded` body; undefined when it is something else. */
export function readForm({ headers, body }: HttpRequest): URLSearchParams | undefined {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded') return undefined;
  return new URLSearchParams(body.toString('utf8'));
}

/** The first name that is given twice, which OAuth 2.0 forbids for each of its parameters. */
export function repeatedName(parameters: URLSearchParams): string | undefined {
  const names = [...parameters.keys()];
  return names.find((name, index) => names.indexOf(name) !== index);
}
