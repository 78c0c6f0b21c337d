import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { ServiceError } from '../../aws-json.ts';
import { nowSeconds, type OpenClient } from '../open-pool.ts';

/** What a refresh token says to the pool that made it. */
export interface RefreshGrant {
  readonly sub: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Seconds since 1970. */
  readonly authTime: number;
  readonly originJti: string;
  /** Id of this very token, of which a sign-in has several where tokens rotate. */
  readonly jti: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/** Makes a refresh token: opaque to its bearer, encrypted as Cognito's are. */
export function encryptRefreshToken({ open }: OpenClient, grant: RefreshGrant): Promise<string> {
  const { sub, clientId, scopes, authTime, originJti, jti, expiresAt } = grant;
  return new EncryptJWT({ client_id: clientId, scope: scopes.join(' '), auth_time: authTime, origin_jti: originJti })
    .setProtectedHeader({ cty: 'JWT', enc: 'A256GCM', alg: 'dir' })
    .setSubject(sub)
    .setJti(jti)
    .setExpirationTime(expiresAt)
    .encrypt(open.keys.refreshToken);
}

/** What a refresh token holds. Throws ServiceError NotAuthorizedException when it is foreign or has expired. */
export async function decryptRefreshToken({ open, client }: OpenClient, token: string): Promise<RefreshGrant> {
  try {
    const currentDate = new Date(nowSeconds(open) * 1000);
    const { payload } = await jwtDecrypt(token, open.keys.refreshToken, { currentDate });
    if (payload.client_id !== client.clientId) throw invalidRefreshToken();
    return {
      sub: String(payload.sub),
      clientId: client.clientId,
      scopes: String(payload.scope).split(' '),
      authTime: Number(payload.auth_time),
      originJti: String(payload.origin_jti),
      jti: String(payload.jti),
      expiresAt: Number(payload.exp),
    };
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
