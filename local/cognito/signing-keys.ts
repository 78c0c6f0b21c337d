import { randomBytes } from 'node:crypto';
import {
  CompactSign,
  type CryptoKey,
  compactVerify,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import type { PoolState } from './state.ts';

/** A key that signs one kind of token, and the id under which the JWKS names it. */
export interface SigningKey {
  readonly kid: string;
  readonly key: CryptoKey | Uint8Array;
}

/** The keys of a pool, ready for use. */
export interface PoolKeys {
  readonly idToken: SigningKey;
  readonly accessToken: SigningKey;
  readonly refreshToken: Uint8Array;
  /** The public halves, as served at `/<poolId>/.well-known/jwks.json`. */
  readonly jwks: JSONWebKeySet;
}

/** Makes the keys of a new pool: two RSA keys of 2048 bits, as Cognito has, and one for refresh tokens. */
export async function createPoolState(poolId: string, createdAt: number): Promise<PoolState> {
  const [idTokenKey, accessTokenKey] = await Promise.all([createSigningKey(), createSigningKey()]);
  const refreshTokenKey = randomBytes(32).toString('base64url');
  return { poolId, idTokenKey, accessTokenKey, refreshTokenKey, createdAt, users: [], revoked: {} };
}

/** Imports the keys of a pool. Throws when one does not sign what its public half verifies. */
export async function importPoolKeys(pool: PoolState): Promise<PoolKeys> {
  const [idToken, accessToken] = await Promise.all([
    importSigningKey(pool.idTokenKey),
    importSigningKey(pool.accessTokenKey),
  ]);
  const refreshToken = Buffer.from(pool.refreshTokenKey, 'base64url');
  if (refreshToken.length !== 32) throw new Error('refreshTokenKey is not 256 bits long');
  return { idToken, accessToken, refreshToken, jwks: { keys: [pool.idTokenKey, pool.accessTokenKey].map(publicJwk) } };
}

async function createSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  // Cognito's key ids are base64 of 32 bytes.
  return { ...(await exportJWK(privateKey)), kid: randomBytes(32).toString('base64') };
}

async function importSigningKey(jwk: JWK): Promise<SigningKey> {
  const [key, publicKey] = await Promise.all([importJWK(jwk, 'RS256'), importJWK(publicJwk(jwk), 'RS256')]);
  // A key with a changed digit imports all the same, and then signs what nobody can verify.
  const probe = await new CompactSign(Buffer.from('probe')).setProtectedHeader({ alg: 'RS256' }).sign(key);
  await compactVerify(probe, publicKey);
  return { kid: jwk.kid ?? '', key };
}

function publicJwk({ kid, n, e }: JWK): JWK {
  return { alg: 'RS256', use: 'sig', kty: 'RSA', ...(kid && { kid }), ...(n && { n }), ...(e && { e }) };
}
