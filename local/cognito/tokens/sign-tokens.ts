import { createHash, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { OpenClient } from '../open-pool.ts';
import type { SigningKey } from '../signing-keys.ts';
import type { UserState } from '../state.ts';
import { groupClaims, groupNames } from './group-claims.ts';
import { userClaims } from './user-claims.ts';

/** A sign-in for which tokens are made. */
export interface Authentication {
  readonly user: UserState;
  /** What the access token is good for. */
  readonly scopes: readonly string[];
  /** Seconds since 1970 of the sign-in itself, which a refresh keeps. */
  readonly authTime: number;
  /** Id of the sign-in. */
  readonly originJti: string;
  /** What the app sent along to find again in the ID token. */
  readonly nonce?: string | undefined;
}

/** The scope of those who sign in by the API instead of the hosted page: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html */
export const userAdminScope = 'aws.cognito.signin.user.admin';

/** Makes the ID and the access token of an authentication, with the claims of Cognito's own. */
export async function signTokens({ open, client }: OpenClient, authentication: Authentication, nowSeconds: number) {
  const { user, scopes, authTime, originJti, nonce } = authentication;
  const { pool, keys, issuer } = open;
  const shared = {
    sub: user.sub,
    ...groupNames(pool, user),
    iss: issuer,
    origin_jti: originJti,
    event_id: randomUUID(),
    auth_time: authTime,
  };
  const idClaims = {
    ...userClaims(user, scopes, client.readAttributes),
    ...shared,
    ...groupClaims(pool, user),
    'cognito:username': user.username,
    aud: client.clientId,
    ...(nonce !== undefined && { nonce }),
  };
  const accessClaims = { ...shared, client_id: client.clientId, scope: scopes.join(' '), username: user.username };
  // Tokens of the hosted page have a claim more each: https://github.com/NabuCasa/pycognito/issues/20
  const isHosted = scopes.some((scope) => scope !== userAdminScope);
  const accessToken = await sign(
    { ...accessClaims, ...(isHosted && { version: 2 }), token_use: 'access' },
    keys.accessToken,
    nowSeconds,
    client.accessTokenSeconds,
  );
  const idToken = await sign(
    { ...idClaims, ...(isHosted && { at_hash: accessTokenHash(accessToken) }), token_use: 'id' },
    keys.idToken,
    nowSeconds,
    client.idTokenSeconds,
  );
  return { idToken, accessToken };
}

/** Binds an ID token to its access token: https://openid.net/specs/openid-connect-core-1_0.html#CodeIDToken */
function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
}

/** Makes the access token of an app that acts for itself, not for a user. */
export function signClientToken({ open, client }: OpenClient, scopes: readonly string[], nowSeconds: number) {
  const claims = {
    sub: client.clientId,
    token_use: 'access',
    scope: scopes.join(' '),
    auth_time: nowSeconds,
    iss: open.issuer,
    version: 2,
    client_id: client.clientId,
  };
  return sign(claims, open.keys.accessToken, nowSeconds, client.accessTokenSeconds);
}

function sign(claims: Record<string, unknown>, { kid, key }: SigningKey, nowSeconds: number, validSeconds: number) {
  return new SignJWT({ ...claims, exp: nowSeconds + validSeconds, iat: nowSeconds, jti: randomUUID() })
    .setProtectedHeader({ kid, alg: 'RS256' })
    .sign(key);
}
