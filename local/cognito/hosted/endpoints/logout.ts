import type { HttpRequest, HttpResponse } from '../../../http.ts';
import { AuthorizationError } from '../authorization-error.ts';
import { findClient, readAuthorizationRequest } from '../authorization-request.ts';
import type { AuthorizationServer } from '../authorization-server.ts';
import { endBrowserSession } from '../browser-session.ts';
import { redirect } from '../redirect.ts';

/**
 * `GET /logout` signs the browser out and sends it to a registered `logout_uri`, or with the parameters of an
 * authorization request to sign in again. Tokens stay good: https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
 */
export async function logout(request: HttpRequest, server: AuthorizationServer): Promise<HttpResponse> {
  const { query } = request;
  const location = query.has('logout_uri') ? readLogoutUrl(query, server) : readSignInAgain(query, server);
  const { open } = findClient(query, server);
  return redirect(location, endBrowserSession(request, open, server.sessions));
}

function readLogoutUrl(query: URLSearchParams, server: AuthorizationServer): string {
  const { client, logoutUrls } = findClient(query, server);
  const [url = '', ...others] = query.getAll('logout_uri');
  if (others.length === 0 && logoutUrls.includes(url)) return url;
  throw new AuthorizationError('redirect_mismatch', 'logout_uri is not registered', undefined, client.clientId);
}

function readSignInAgain(query: URLSearchParams, server: AuthorizationServer): string {
  const { client } = findClient(query, server);
  if (!query.has('redirect_uri')) {
    throw new AuthorizationError(
      'invalid_request',
      'logout_uri or redirect_uri is missing',
      undefined,
      client.clientId,
    );
  }
  readAuthorizationRequest(query, server);
  return `/login?${query}`;
}
