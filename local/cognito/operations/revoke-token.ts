import { ServiceError } from '../../aws-json.ts';
import { findClient } from '../open-pool.ts';
import { clientId, clientSecret, token } from '../protocol/request-members.ts';
import { isClientSecret } from '../sign-in/secret-hash.ts';
import { revokeRefreshToken } from '../tokens/revocation.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: {
    Token: token,
    ClientId: clientId,
    ClientSecret: clientSecret,
    // LINKED reaches beyond the sign-in only where sessions are tracked, which is left out.
    RevokeAssociatedSessions: { type: 'string', values: ['NONE', 'LINKED'] },
  },
} as const;

/**
 * Revokes a refresh token with the access tokens of its sign-in.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 */
export const revokeToken = operation('RevokeToken', shape, async ({ pools }, input) => {
  const target = findClient(pools, input.ClientId);
  if (!isClientSecret(target.client, input.ClientSecret)) {
    throw new ServiceError('UnauthorizedException', `Unable to verify secret for client ${input.ClientId}`);
  }
  await revokeRefreshToken(target, input.Token);
  return {};
});
