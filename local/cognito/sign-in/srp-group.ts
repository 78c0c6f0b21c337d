import { createDiffieHellman, getDiffieHellman } from 'node:crypto';

// Cognito's group: the 3072-bit prime of RFC 3526 (group 15) with generator 2.
const primeBytes = getDiffieHellman('modp15').getPrime();

/** The group's prime. */
export const prime = BigInt(`0x${primeBytes.toString('hex')}`);

/** The group's generator. */
export const generator = Buffer.from([2]);

/**
 * base^exponent modulo the prime; OpenSSL takes a seventh of the time of BigInt.
 *
 * @throws RangeError when the base is 0, 1, or one of the largest numbers below the prime, or above it.
 */
export function powerModPrime(base: Buffer, exponent: Buffer): Buffer {
  const exchange = createDiffieHellman(primeBytes, generator);
  exchange.setPrivateKey(exponent);
  return exchange.computeSecret(base);
}

/** Big-endian bytes as Java's BigInteger writes them: as few as there may be, and a zero first when the top bit is set. */
export function signedBytes(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Buffer.from([0]) : bytes.subarray(first);
  return (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits;
}

/** A number's big-endian bytes. */
export function bytesOf(number: bigint): Buffer {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

/** The number of big-endian bytes. */
export function numberOf(bytes: Buffer): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${bytes.toString('hex')}`);
}
