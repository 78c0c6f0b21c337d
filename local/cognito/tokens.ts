import { randomUUID } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt, SignJWT } from 'jose';
import { ServiceError } from '../aws-json.ts';
import type { UserPoolClient } from './pools.ts';
import type { PoolKeys, SigningKey } from './signing-keys.ts';
import type { UserState } from './state.ts';

/** Who signed in, where, when. */
export interface Authentication {
  readonly issuer: string;
  readonly client: UserPoolClient;
  readonly user: UserState;
  /** Seconds since 1970 of the sign-in itself, which a refresh keeps. */
  readonly authTime: number;
  /** Id of the first token of the sign-in. */
  readonly originJti: string;
}

/** Makes the ID and the access token of an authentication, with the claims of Cognito's own. */
export async function signTokens(authentication: Authentication, keys: PoolKeys, nowSeconds: number) {
  const { issuer, client, user, authTime, originJti } = authentication;
  const shared = {
    sub: user.sub,
    ...(user.groups.length > 0 && { 'cognito:groups': user.groups }),
    iss: issuer,
    origin_jti: originJti,
    event_id: randomUUID(),
    auth_time: authTime,
  };
  const idClaims = { ...shared, ...attributeClaims(user), 'cognito:username': user.username, aud: client.clientId };
  const accessClaims = {
    ...shared,
    client_id: client.clientId,
    scope: 'aws.cognito.signin.user.admin',
    username: user.username,
  };
  const [idToken, accessToken] = await Promise.all([
    sign({ ...idClaims, token_use: 'id' }, keys.idToken, nowSeconds, client.idTokenSeconds),
    sign({ ...accessClaims, token_use: 'access' }, keys.accessToken, nowSeconds, client.accessTokenSeconds),
  ]);
  return { idToken, accessToken };
}

/** Makes a refresh token: opaque to its bearer, encrypted as Cognito's are. */
export function encryptRefreshToken(
  authentication: Authentication,
  keys: PoolKeys,
  nowSeconds: number,
): Promise<string> {
  const { client, user, authTime, originJti } = authentication;
  return new EncryptJWT({ client_id: client.clientId, auth_time: authTime, origin_jti: originJti })
    .setProtectedHeader({ cty: 'JWT', enc: 'A256GCM', alg: 'dir' })
    .setSubject(user.sub)
    .setExpirationTime(nowSeconds + client.refreshTokenSeconds)
    .encrypt(keys.refreshToken);
}

/** What a refresh token holds. Throws NotAuthorizedException when it is foreign or has expired. */
export async function decryptRefreshToken(token: string, client: UserPoolClient, keys: PoolKeys, nowSeconds: number) {
  try {
    const { payload } = await jwtDecrypt(token, keys.refreshToken, { currentDate: new Date(nowSeconds * 1000) });
    if (payload.client_id !== client.clientId) throw invalidRefreshToken();
    return { sub: String(payload.sub), authTime: Number(payload.auth_time), originJti: String(payload.origin_jti) };
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new ServiceError('NotAuthorizedException', 'Refresh Token has expired');
    }
    if (error instanceof errors.JOSEError) throw invalidRefreshToken();
    throw error;
  }
}

/** The error for a refresh token that was not issued here to this client and user. */
export function invalidRefreshToken(): ServiceError {
  return new ServiceError('NotAuthorizedException', 'Invalid Refresh Token');
}

function sign(claims: Record<string, unknown>, { kid, key }: SigningKey, nowSeconds: number, validSeconds: number) {
  return new SignJWT({ ...claims, exp: nowSeconds + validSeconds, iat: nowSeconds, jti: randomUUID() })
    .setProtectedHeader({ kid, alg: 'RS256' })
    .sign(key);
}

/** Attributes travel as text, but the two `..._verified` ones are booleans in a token. */
function attributeClaims({ attributes }: UserState): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, name.endsWith('_verified') ? value === 'true' : value]),
  );
}
