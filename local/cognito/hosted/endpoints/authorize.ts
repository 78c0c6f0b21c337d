import type { HttpRequest, HttpResponse } from '../../../http.ts';
import { AuthorizationError } from '../authorization-error.ts';
import { readAuthorizationRequest } from '../authorization-request.ts';
import type { AuthorizationServer } from '../authorization-server.ts';
import { findSignedInUser } from '../browser-session.ts';
import { grant } from '../grant.ts';
import { redirect } from '../redirect.ts';

/**
 * `GET /oauth2/authorize`: who is signed in with the browser goes straight back to the app, everybody else to the page.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 */
export async function authorize(request: HttpRequest, server: AuthorizationServer): Promise<HttpResponse> {
  const asked = readAuthorizationRequest(request.query, server);
  const signedIn = await findSignedInUser(request, asked.oauth.open, server.sessions);
  const mustAsk = asked.prompts.has('login') || asked.prompts.has('select_account');
  if (signedIn !== undefined && !mustAsk) return grant(asked, signedIn, server);
  if (asked.prompts.has('none')) throw new AuthorizationError('login_required', 'Nobody is signed in', asked.target);
  return redirect(`/login?${request.query}`);
}
