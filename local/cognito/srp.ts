import { createDiffieHellman, createHash, getDiffieHellman, randomBytes, timingSafeEqual } from 'node:crypto';

/** What Cognito keeps instead of a password: both are hexadecimal. */
export interface PasswordVerifier {
  readonly salt: string;
  readonly verifier: string;
}

// Cognito's group: the 3072-bit prime of RFC 3526 (group 15) with generator 2.
const prime = getDiffieHellman('modp15').getPrime();
const generator = Buffer.from([2]);

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

/**
 * v = g^x mod N with x = H(salt | H(pool name, username, ":", password)), as Cognito's clients compute it in
 * https://github.com/aws-amplify/amplify-js/tree/main/packages/auth/src/providers/cognito/utils/srp
 */
function computeVerifier(poolId: string, username: string, password: string, salt: string): Buffer {
  const poolName = poolId.slice(poolId.indexOf('_') + 1);
  const identity = createHash('sha256').update(`${poolName}${username}:${password}`).digest();
  const x = createHash('sha256').update(signedBytes(salt)).update(identity).digest();

  const exchange = createDiffieHellman(prime, generator);
  exchange.setPrivateKey(x);
  return exchange.generateKeys();
}

/** Big-endian bytes as Java's BigInteger writes them: a zero byte first when the top bit is set. */
function signedBytes(hex: string): Buffer {
  const bytes = Buffer.from(hex, 'hex');
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
}
