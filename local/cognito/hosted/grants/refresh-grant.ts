import { ServiceError } from '../../../aws-json.ts';
import { refreshTokens } from '../../tokens/refresh-tokens.ts';
import type { Grant } from '../endpoints/token.ts';
import { OAuthError } from '../oauth-error.ts';

/** `grant_type=refresh_token`: new tokens for the same scopes. */
export const refreshGrant: Grant = async (oauth, form) => {
  const token = form.get('refresh_token');
  if (!token) throw new OAuthError('invalid_request', 'refresh_token is missing');
  if (!oauth.flows.has('code'))
    throw new OAuthError('unauthorized_client', 'The client is not allowed to refresh tokens');
  const tokens = await refreshTokens(oauth, token).catch((error: unknown) => {
    if (error instanceof ServiceError) throw new OAuthError('invalid_grant', error.message);
    throw error;
  });
  return {
    ...(tokens.scopes.includes('openid') && { id_token: tokens.idToken }),
    access_token: tokens.accessToken,
    ...(tokens.refreshToken !== undefined && { refresh_token: tokens.refreshToken }),
    expires_in: tokens.expiresInSeconds,
    token_type: 'Bearer',
  };
};
