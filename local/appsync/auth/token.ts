import { createPublicKey, type KeyObject } from 'node:crypto';
import type { UserPoolAuth } from '../options.ts';
import { RequestError } from '../request/request-error.ts';
import { appClientTest } from './app-client.ts';
import { verifySignature } from './verify-signature.ts';

/** The claims of a verified token. */
export type Claims = Readonly<Record<string, unknown>>;

/** Verifies the value of an Authorization header and returns the token's claims; throws RequestError 401. */
export type TokenVerifier = (authorization: string | undefined) => Promise<Claims>;

/**
 * Makes a verifier of a user pool's ID and access tokens: RS256 only, the pool's key, its issuer, times, `token_use`
 * and app client. Keys are imported once; every signature is checked anew.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function createTokenVerifier(pool: UserPoolAuth): TokenVerifier {
  const findKey = createKeyStore(pool.jwks);
  const admitsClient = appClientTest(pool.appIdClientRegex);
  const readToken = createTokenReader();

  return async (authorization) => {
    const { token, kid, payload } = readToken(authorization);
    const key = findKey.known(kid) ?? (await findKey.fetched(kid));
    if (!key || !(await verifySignature({ token, key }))) throw unauthorized();
    const claims = parseSegment(payload);
    checkClaims(claims, pool.issuer, admitsClient);
    return claims;
  };
}

/** Makes a reader that remembers the last header: the tokens of one key have the same. */
function createTokenReader() {
  let last: { readonly segment: string; readonly header: Claims } | undefined;
  return (authorization: string | undefined) => {
    const token = authorization?.replace(/^Bearer\s+/i, '').trim();
    if (!token) throw refused('Valid authorization header not provided.');
    const [segment, payload, signature, ...rest] = token.split('.');
    if (!segment || !payload || signature === undefined || rest.length > 0) throw unreadable();
    if (last?.segment !== segment) last = { segment, header: parseSegment(segment) };
    return { token, payload, kid: checkHeader(last.header) };
  };
}

function checkHeader({ alg, kid, crit }: Claims): string {
  // Only RS256: `none` and HS256 with the public key as secret are the classic forgeries (RFC 8725 section 2.1). Keys or
  // addresses of keys in the header (jwk, jku, x5u) are never looked at; what it calls critical is not known here.
  if (alg !== 'RS256' || typeof kid !== 'string' || crit !== undefined) throw unauthorized();
  return kid;
}

function parseSegment(segment: string): Claims {
  try {
    const value: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Claims;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw unreadable();
}

function checkClaims(claims: Claims, issuer: string, admitsClient: (clientId: string) => boolean): void {
  const now = Date.now() / 1000;
  if (claims.iss !== issuer) throw unauthorized();
  if (typeof claims.exp !== 'number') throw unauthorized();
  if (claims.exp <= now) throw refused('Token has expired.');
  if (claims.nbf !== undefined && !(typeof claims.nbf === 'number' && claims.nbf <= now)) throw unauthorized();
  const client = clientOf(claims);
  if (client === undefined || !admitsClient(client)) throw unauthorized();
}

function clientOf(claims: Claims): string | undefined {
  const client = claims.token_use === 'id' ? claims.aud : claims.token_use === 'access' ? claims.client_id : undefined;
  return typeof client === 'string' ? client : undefined;
}

function createKeyStore(jwks: UserPoolAuth['jwks']) {
  const keys = new Map<string, KeyObject>();
  return {
    known: (kid: string) => keys.get(kid),
    async fetched(kid: string): Promise<KeyObject | undefined> {
      const found = (await jwks()).keys.find((key) => key.kid === kid && key.kty === 'RSA');
      if (!found) return undefined;
      const key = createPublicKey({ key: { ...found }, format: 'jwk' });
      keys.set(kid, key);
      return key;
    },
  };
}

const unauthorized = () => refused('You are not authorized to make this call.');
const unreadable = () => refused('Unable to parse JWT token.');
const refused = (message: string) => new RequestError(401, 'UnauthorizedException', message);
