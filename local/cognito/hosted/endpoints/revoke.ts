import { ServiceError } from '../../../aws-json.ts';
import type { HttpRequest, HttpResponse } from '../../../http.ts';
import { revokeRefreshToken } from '../../tokens/revocation.ts';
import type { AuthorizationServer } from '../authorization-server.ts';
import { authenticateClient } from '../client-authentication.ts';
import { requireForm } from '../form.ts';
import { OAuthError } from '../oauth-error.ts';

/**
 * `POST /oauth2/revoke` revokes a refresh token with its access tokens; a token that is none of ours is answered alike.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html
 */
export async function revoke(request: HttpRequest, server: AuthorizationServer): Promise<HttpResponse> {
  const form = requireForm(request);
  const oauth = authenticateClient(request, form, server, 401);
  const token = form.get('token');
  if (!token) throw new OAuthError('invalid_request', 'token is missing');
  await revokeRefreshToken(oauth, token).catch((error: unknown) => {
    if (!(error instanceof ServiceError)) throw error;
    if (error.name === 'UnsupportedTokenTypeException') throw new OAuthError('unsupported_token_type', error.message);
    if (error.name !== 'NotAuthorizedException') throw new OAuthError('invalid_request', error.message);
  });
  return { status: 200, headers: {}, body: '' };
}
