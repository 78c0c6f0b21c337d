import { ServiceError } from '../../aws-json.ts';
import { nowSeconds, type OpenClient, updatePool } from '../open-pool.ts';
import type { PoolState, Revocation, UserState } from '../state.ts';
import { decryptRefreshToken } from './refresh-token.ts';

/**
 * Revokes a refresh token with all access tokens of its sign-in; of one that is foreign or has expired nothing is left to
 * revoke.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html
 *
 * @throws ServiceError UnsupportedOperationException when the client does not revoke tokens, UnsupportedTokenTypeException
 * for an ID or access token.
 */
export async function revokeRefreshToken(target: OpenClient, token: string): Promise<void> {
  const { open, client } = target;
  if (!client.canRevokeTokens) {
    throw new ServiceError('UnsupportedOperationException', 'Token revocation is not enabled for this client.');
  }
  if (token.split('.').length === 3) {
    throw new ServiceError('UnsupportedTokenTypeException', 'Wrong token type.');
  }
  const grant = await decryptRefreshToken(target, token).catch(asNothing);
  if (grant === undefined) return;
  const { originJti, expiresAt } = grant;
  const now = nowSeconds(open);
  // What the refresh token gave last outlives it.
  const until = expiresAt + client.accessTokenSeconds;
  await updatePool(open, (pool) => withRevocation(pool, originJti, { from: now, until }, now));
}

function asNothing(error: unknown): undefined {
  if (!(error instanceof ServiceError)) throw error;
}

/** The pool with one more thing revoked, and without those that would have expired by now. */
export function withRevocation(pool: PoolState, id: string, revocation: Revocation, now: number): PoolState {
  const lasting = Object.entries(pool.revoked).filter(([, { until }]) => until > now);
  return { ...pool, revoked: { ...Object.fromEntries(lasting), [id]: revocation } };
}

/** Whether a sign-in or a refresh token is revoked by now, in seconds since 1970. */
export function isRevoked({ revoked }: PoolState, id: string, now: number): boolean {
  const revocation = Object.hasOwn(revoked, id) ? revoked[id] : undefined;
  return revocation !== undefined && revocation.from <= now;
}

/** Whether the user has been signed out everywhere since the sign-in. */
export function isSignedOut({ signInEpoch }: UserState, originJti: string): boolean {
  return !originJti.startsWith(signInEpoch);
}
