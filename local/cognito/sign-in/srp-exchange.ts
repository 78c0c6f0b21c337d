import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { ServiceError } from '../../aws-json.ts';
import { poolName } from './password-verifier.ts';
import { bytesOf, generator, numberOf, powerModPrime, prime, signedBytes } from './srp-group.ts';

/** What the server tells the client, and what both know afterwards if the client knows the password. */
export interface SrpExchange {
  /** B, hexadecimal. */
  readonly serverPublic: string;
  readonly sessionKey: Buffer;
}

/** The client's proof that it has the session key. */
export interface SrpProof {
  readonly poolId: string;
  readonly username: string;
  /** Base64, as it was given to the client. */
  readonly secretBlock: string;
  readonly timestamp: string;
  /** Base64. */
  readonly signature: string;
}

// k = H(N | g), the multiplier of SRP-6a.
const multiplier = numberOf(hash(signedBytes(bytesOf(prime)), generator));

/**
 * Answers a client's public value A (hexadecimal) by SRP-6a: B = kv + g^b and S = (A v^u)^b with u = H(A | B). The session
 * key is made of S as Cognito's clients make it:
 * https://github.com/aws-amplify/amplify-js/tree/main/packages/auth/src/providers/cognito/utils/srp
 *
 * @throws ServiceError InvalidParameterException for an A that would give the key away, such as a multiple of N.
 */
export function answerSrp(clientPublic: string, verifierHex: string): SrpExchange {
  const A = readClientPublic(clientPublic);
  const verifier = Buffer.from(verifierHex, 'hex');
  const secret = randomBytes(32);
  const B = (multiplier * numberOf(verifier) + numberOf(powerModPrime(generator, secret))) % prime;

  const scrambler = hash(signedBytes(bytesOf(A)), signedBytes(bytesOf(B)));
  const base = (A * numberOf(powerModPrime(verifier, scrambler))) % prime;
  const shared = powerModPrime(bytesOf(base), secret);
  const key = hkdfSync('sha256', signedBytes(shared), signedBytes(scrambler), 'Caldera Derived Key', 16);
  return { serverPublic: B.toString(16), sessionKey: Buffer.from(key) };
}

/** Tells whether the client has the session key, in constant time. */
export function isProof(
  { poolId, username, secretBlock, timestamp, signature }: SrpProof,
  sessionKey: Buffer,
): boolean {
  const expected = createHmac('sha256', sessionKey)
    .update(`${poolName(poolId)}${username}`)
    .update(Buffer.from(secretBlock, 'base64'))
    .update(timestamp)
    .digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function readClientPublic(hex: string): bigint {
  // A longer text is no number below N.
  const A = /^[0-9a-fA-F]{1,770}$/.test(hex) ? BigInt(`0x${hex}`) : 0n;
  if (A <= 1n || A >= prime - 1n)
    throw new ServiceError('InvalidParameterException', 'SRP_A is not a valid public value.');
  return A;
}

function hash(...parts: readonly Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}
