import { ServiceError } from '../../aws-json.ts';
import { findClient } from '../open-pool.ts';
import { clientId, clientMetadata, clientSecret, deviceKey, token } from '../protocol/request-members.ts';
import { tokensReply } from '../sign-in/auth-reply.ts';
import { isClientSecret } from '../sign-in/secret-hash.ts';
import { refreshTokens } from '../tokens/refresh-tokens.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: {
    RefreshToken: token,
    ClientId: clientId,
    ClientSecret: clientSecret,
    DeviceKey: deviceKey,
    ClientMetadata: clientMetadata,
  },
} as const;

/**
 * Gives new tokens for a refresh token, with a new refresh token where the app client rotates them.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html
 */
export const getTokensFromRefreshToken = operation('GetTokensFromRefreshToken', shape, async ({ pools }, input) => {
  const target = findClient(pools, input.ClientId);
  if (!isClientSecret(target.client, input.ClientSecret)) {
    throw new ServiceError('NotAuthorizedException', `Unable to verify secret for client ${input.ClientId}`);
  }
  return tokensReply(await refreshTokens(target, input.RefreshToken));
});
