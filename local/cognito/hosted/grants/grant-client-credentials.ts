import { nowSeconds } from '../../open-pool.ts';
import { signClientToken } from '../../tokens/sign-tokens.ts';
import type { Grant } from '../endpoints/token.ts';
import { ownScopes } from '../oauth-client.ts';
import { OAuthError } from '../oauth-error.ts';

/** `grant_type=client_credentials`: an access token of the app itself, for scopes of resource servers. */
export const grantClientCredentials: Grant = async ({ open, client, flows, scopes: allowed }, form) => {
  if (!flows.has('client_credentials')) {
    throw new OAuthError('unauthorized_client', 'The client is not allowed the client_credentials grant');
  }
  const custom = allowed.filter((scope) => !ownScopes.includes(scope));
  const asked = [...new Set((form.get('scope') ?? '').split(' ').filter((scope) => scope !== ''))];
  const scopes = asked.length === 0 ? custom : asked;
  if (scopes.length === 0 || scopes.some((scope) => !custom.includes(scope))) {
    throw new OAuthError('invalid_grant', 'AllowedOAuthScopes of the client does not have the scope');
  }
  const access_token = await signClientToken({ open, client }, scopes, nowSeconds(open));
  return { access_token, expires_in: client.accessTokenSeconds, token_type: 'Bearer' };
};
