import { freshToken, SessionEndedError } from './session.ts';

/**
 * Fetches with the session's token, and once more with a renewed one when that is refused (401). An Authorization header
 * of the caller's own is sent as it is.
 *
 * @throws SessionEndedError when the renewed token is refused as well, or there is none.
 */
export async function fetchWithToken(url: string, init: RequestInit): Promise<Response> {
  const given = new Headers(init.headers);
  if (given.has('authorization')) return fetch(url, init);
  const ask = (token: string) => fetch(url, { ...init, headers: [...given, ['authorization', token]] });
  const response = await ask(await freshToken());
  if (response.status !== 401) return response;
  const again = await ask(await freshToken({ renew: true }));
  if (again.status === 401) throw new SessionEndedError('The session has ended.');
  return again;
}
