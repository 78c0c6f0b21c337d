import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { generator, powerModPrime, signedBytes } from './srp-group.ts';

/** What Cognito keeps instead of a password: both are hexadecimal. */
export interface PasswordVerifier {
  readonly salt: string;
  readonly verifier: string;
}

/** Makes the salt and verifier of a new password. */
export function createVerifier(poolId: string, username: string, password: string): PasswordVerifier {
  const salt = randomBytes(16).toString('hex');
  return { salt, verifier: computeVerifier(poolId, username, password, salt).toString('hex') };
}

/** Tells whether `password` is the one that the verifier was made of, in constant time. */
export function isPassword(poolId: string, username: string, password: string, kept: PasswordVerifier): boolean {
  const verifier = Buffer.from(kept.verifier, 'hex');
  const computed = computeVerifier(poolId, username, password, kept.salt);
  return verifier.length === computed.length && timingSafeEqual(verifier, computed);
}

/** The part of a pool's id by which the exchange names the pool. */
export function poolName(poolId: string): string {
  return poolId.slice(poolId.indexOf('_') + 1);
}

/**
 * v = g^x mod N with x = H(salt | H(pool name, username, ":", password)), as Cognito's clients compute it in
 * https://github.com/aws-amplify/amplify-js/tree/main/packages/auth/src/providers/cognito/utils/srp
 */
function computeVerifier(poolId: string, username: string, password: string, salt: string): Buffer {
  const identity = createHash('sha256')
    .update(`${poolName(poolId)}${username}:${password}`)
    .digest();
  const x = createHash('sha256')
    .update(signedBytes(Buffer.from(salt, 'hex')))
    .update(identity)
    .digest();
  return powerModPrime(generator, x);
}
