import { randomUUID } from 'node:crypto';
import { ServiceError } from '../../aws-json.ts';
import { nowSeconds, type OpenClient, poolState, updatePool } from '../open-pool.ts';
import type { PoolState, UserState } from '../state.ts';
import type { IssuedTokens } from './issue-tokens.ts';
import { decryptRefreshToken, encryptRefreshToken, invalidRefreshToken, type RefreshGrant } from './refresh-token.ts';
import { isRevoked, isSignedOut, withRevocation } from './revocation.ts';
import { signTokens } from './sign-tokens.ts';

/**
 * Issues new tokens of the sign-in that a refresh token stands for; where the client rotates them, a new refresh token too,
 * which lasts no longer than the old one.
 *
 * @throws ServiceError NotAuthorizedException for a token that is foreign, expired or revoked, and
 * RefreshTokenReuseException for one that was replaced.
 */
export async function refreshTokens(target: OpenClient, token: string): Promise<IssuedTokens> {
  const { open, client } = target;
  const grant = await decryptRefreshToken(target, token);
  const user = userOf(target, grant, await poolState(open));
  const rotated = client.rotationGraceSeconds === undefined ? undefined : await rotate(target, grant);
  const tokens = await signTokens(target, { ...grant, user }, nowSeconds(open));
  return {
    ...tokens,
    scopes: grant.scopes,
    ...(rotated !== undefined && { refreshToken: rotated }),
    expiresInSeconds: client.accessTokenSeconds,
  };
}

async function rotate(target: OpenClient, grant: RefreshGrant): Promise<string> {
  const { open, client } = target;
  const next = { ...grant, jti: randomUUID() };
  await updatePool(open, (pool) => {
    // Another request may have used the token up meanwhile.
    userOf(target, grant, pool);
    if (pool.revoked[grant.jti] !== undefined) return pool;
    const from = nowSeconds(open) + (client.rotationGraceSeconds ?? 0);
    return withRevocation(pool, grant.jti, { from, until: grant.expiresAt }, nowSeconds(open));
  });
  return encryptRefreshToken(target, next);
}

function userOf({ open }: OpenClient, { sub, originJti, jti }: RefreshGrant, pool: PoolState): UserState {
  const user = pool.users.find((candidate) => candidate.sub === sub);
  if (user === undefined) throw invalidRefreshToken();
  if (!user.enabled) throw new ServiceError('NotAuthorizedException', 'User is disabled.');
  if (isSignedOut(user, originJti) || isRevoked(pool, originJti, nowSeconds(open))) {
    throw new ServiceError('NotAuthorizedException', 'Refresh Token has been revoked');
  }
  if (isRevoked(pool, jti, nowSeconds(open))) {
    throw new ServiceError('RefreshTokenReuseException', 'Refresh token has been invalidated by rotation.');
  }
  return user;
}
