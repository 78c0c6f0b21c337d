import type { HttpResponse } from '../../http.ts';
import { issueTokens } from '../tokens/issue-tokens.ts';
import { codeValidMs } from './authorization-code.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import type { SignedInUser } from './browser-session.ts';
import { redirectToApp } from './redirect.ts';

/** Sends the browser back to the app with what it asked for: a code, or with the implicit grant the tokens. */
export async function grant(
  { oauth, target, responseType, scopes, codeChallenge, nonce }: AuthorizationRequest,
  { user, authTime }: SignedInUser,
  { codes }: AuthorizationServer,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpResponse> {
  if (responseType === 'code') {
    const redirectUri = target.uri;
    const { clientId } = oauth.client;
    const granted = { clientId, redirectUri, scopes, codeChallenge, nonce, sub: user.sub, authTime };
    const code = codes.put(granted, codeValidMs);
    return redirectToApp(target, { code }, headers);
  }
  const tokens = await issueTokens(oauth, user, { scopes, nonce, authTime });
  const idToken = scopes.includes('openid') ? { id_token: tokens.idToken } : {};
  const access = { access_token: tokens.accessToken, token_type: 'Bearer', expires_in: `${tokens.expiresInSeconds}` };
  return redirectToApp(target, { ...idToken, ...access }, headers);
}
