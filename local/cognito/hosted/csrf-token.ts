import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from '../../http.ts';
import { cookie, readCookie } from './cookies.ts';

const cookieName = 'XSRF-TOKEN';

/** The token that a form must bring back, and the cookie that it must equal; several open forms share one. */
export function issueCsrfToken(request: HttpRequest): { token: string; headers: Record<string, string> } {
  const known = readCookie(request, cookieName) ?? '';
  const token = /^[\w-]{32}$/.test(known) ? known : randomBytes(24).toString('base64url');
  return { token, headers: cookie(cookieName, token) };
}

/** Whether a form was posted from a page of this server to the browser that it was shown to. */
export function isOwnForm(request: HttpRequest, form: URLSearchParams): boolean {
  const { origin, host } = request.headers;
  // Another server on this machine could set the cookie, but not the header.
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) return false;
  const expected = Buffer.from(readCookie(request, cookieName) ?? '');
  const token = Buffer.from(form.get('_csrf') ?? '');
  return expected.length > 0 && expected.length === token.length && timingSafeEqual(expected, token);
}
