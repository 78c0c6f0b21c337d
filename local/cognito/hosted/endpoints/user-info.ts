import { ServiceError } from '../../../aws-json.ts';
import type { HttpRequest, HttpResponse } from '../../../http.ts';
import { verifyAccessToken } from '../../tokens/access-token.ts';
import { attributesOfScopes } from '../../tokens/user-claims.ts';
import type { AuthorizationServer } from '../authorization-server.ts';

/**
 * `GET /oauth2/userInfo`: the attributes of the user whose access token is borne, as far as its scopes reach.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html
 */
export async function userInfo({ headers }: HttpRequest, { pools }: AuthorizationServer): Promise<HttpResponse> {
  const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) return refuse(400, 'invalid_request', 'Bad OAuth2 request at UserInfo Endpoint');
  try {
    const { user, scopes, client } = await verifyAccessToken(pools, token);
    if (!scopes.includes('openid')) return invalidToken('Access token does not contain openid scope');
    // Unlike in the ID token all values are text, email_verified too.
    const attributes = attributesOfScopes(user, scopes, client.readAttributes);
    const body = JSON.stringify({ sub: user.sub, ...attributes, username: user.username });
    return { status: 200, headers: { 'content-type': 'application/json;charset=UTF-8' }, body };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return invalidToken('Access token is expired, disabled, or deleted, or the user has globally signed out.');
  }
}

function invalidToken(description: string): HttpResponse {
  return refuse(401, 'invalid_token', description);
}

/** https://datatracker.ietf.org/doc/html/rfc6750#section-3 */
function refuse(status: number, error: string, error_description: string): HttpResponse {
  const challenge = `Bearer error="${error}", error_description="${error_description}"`;
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', 'www-authenticate': challenge },
    body: JSON.stringify({ error, error_description }),
  };
}
