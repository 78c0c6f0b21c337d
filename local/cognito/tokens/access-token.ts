import { createLocalJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { ServiceError } from '../../aws-json.ts';
import { nowSeconds, type OpenClient, type OpenPool, poolState } from '../open-pool.ts';
import type { UserState } from '../state.ts';
import { isRevoked, isSignedOut } from './revocation.ts';

/** Who bears an access token. */
export interface TokenBearer extends OpenClient {
  readonly user: UserState;
  readonly scopes: readonly string[];
}

/**
 * The bearer of an access token. Unlike AppSync, which checks signature and times alone, Cognito itself refuses a token
 * whose sign-in was revoked.
 *
 * @throws ServiceError NotAuthorizedException for a token that is none of these pools', expired, revoked, or without the
 * scope asked for; UserNotFoundException when its user is gone.
 */
export async function verifyAccessToken(
  pools: readonly OpenPool[],
  token: string,
  scope?: string,
): Promise<TokenBearer> {
  const open = pools.find(({ issuer }) => issuer === issuerOf(token));
  if (open === undefined) throw notAuthorized('Invalid Access Token');
  const claims = await verify(open, token);
  const client = open.pool.clients.find(({ clientId }) => clientId === claims.client_id);
  if (claims.token_use !== 'access' || client === undefined) throw notAuthorized('Invalid Access Token');

  const state = await poolState(open);
  const user = state.users.find(({ sub }) => sub === claims.sub);
  if (user === undefined) throw new ServiceError('UserNotFoundException', 'User does not exist.');
  const originJti = String(claims.origin_jti);
  if (isSignedOut(user, originJti) || isRevoked(state, originJti, nowSeconds(open))) {
    throw notAuthorized('Access Token has been revoked');
  }
  if (!user.enabled) throw notAuthorized('User is disabled.');
  const scopes = String(claims.scope).split(' ');
  if (scope !== undefined && !scopes.includes(scope)) throw notAuthorized('Access Token does not have required scopes');
  return { open, client, user, scopes };
}

async function verify({ keys, clock, issuer }: OpenPool, token: string): Promise<JWTPayload> {
  try {
    const options = { issuer, algorithms: ['RS256'], currentDate: new Date(clock()) };
    return (await jwtVerify(token, createLocalJWKSet(keys.jwks), options)).payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw notAuthorized('Access Token has expired');
    if (error instanceof errors.JOSEError) throw notAuthorized('Invalid Access Token');
    throw error;
  }
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function notAuthorized(message: string): ServiceError {
  return new ServiceError('NotAuthorizedException', message);
}
