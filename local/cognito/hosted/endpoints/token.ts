import type { HttpRequest, HttpResponse } from '../../../http.ts';
import type { AuthorizationServer } from '../authorization-server.ts';
import { authenticateClient } from '../client-authentication.ts';
import { requireForm } from '../form.ts';
import { exchangeCode } from '../grants/exchange-code.ts';
import { grantClientCredentials } from '../grants/grant-client-credentials.ts';
import { refreshGrant } from '../grants/refresh-grant.ts';
import type { OAuthClient } from '../oauth-client.ts';
import { OAuthError } from '../oauth-error.ts';

/** What the endpoint answers: https://datatracker.ietf.org/doc/html/rfc6749#section-5.1 */
export interface TokenReply {
  readonly id_token?: string;
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly expires_in: number;
  readonly token_type: 'Bearer';
}

/** One grant type: from the authenticated client and its form to the reply. Throws OAuthError. */
export type Grant = (oauth: OAuthClient, form: URLSearchParams, server: AuthorizationServer) => Promise<TokenReply>;

const grants: ReadonlyMap<string, Grant> = new Map([
  ['authorization_code', exchangeCode],
  ['refresh_token', refreshGrant],
  ['client_credentials', grantClientCredentials],
]);

/** `POST /oauth2/token`: https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html */
export async function issueToken(request: HttpRequest, server: AuthorizationServer): Promise<HttpResponse> {
  const form = requireForm(request);
  const grantType = form.get('grant_type');
  if (grantType === null) throw new OAuthError('invalid_request', 'grant_type is missing');
  const grant = grants.get(grantType);
  if (grant === undefined) throw new OAuthError('unsupported_grant_type', `There is no grant_type ${grantType}`);
  const reply = await grant(authenticateClient(request, form, server), form, server);
  return { status: 200, headers: { 'content-type': 'application/json;charset=UTF-8' }, body: JSON.stringify(reply) };
}
