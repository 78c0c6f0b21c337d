import type { HttpRequest } from '../../http.ts';

/** The value of a cookie of the request. */
export function readCookie({ headers }: HttpRequest, name: string): string | undefined {
  const pair = (headers.cookie ?? '').split(/;\s*/).find((text) => text.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}

/**
 * A `Set-Cookie` that no script reads and that other sites' forms and frames don't send. Not `Secure`, since the local
 * port is http.
 */
export function cookie(name: string, value: string, { maxAgeSeconds }: { readonly maxAgeSeconds?: number } = {}) {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
  return { 'set-cookie': `${name}=${value}; Path=/${age}; HttpOnly; SameSite=Lax` };
}
