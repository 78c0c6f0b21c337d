import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createVerifier, isPassword } from '../../local/cognito/sign-in/password-verifier.ts';

// The prime by its definition in RFC 3526: 2^3072 - 2^3008 - 1 + 2^64 * (floor(2^2942 pi) + 1690314).
const prime = 2n ** 3072n - 2n ** 3008n - 1n + 2n ** 64n * (floorOfPi(2942n) + 1690314n);

/** floor(2^bits * pi) by Machin's formula. */
function floorOfPi(bits: bigint): bigint {
  const one = 1n << (bits + 64n);
  return (4n * (4n * arctanOfInverse(5n, one) - arctanOfInverse(239n, one))) >> 64n;
}

function arctanOfInverse(x: bigint, one: bigint): bigint {
  let sum = 0n;
  for (let power = one / x, n = 1n; power !== 0n; power /= -x * x, n += 2n) sum += power / n;
  return sum;
}

function powerModPrime(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base, rest = exponent; rest > 0n; square = (square * square) % prime, rest >>= 1n) {
    if (rest & 1n) result = (result * square) % prime;
  }
  return result;
}

const sha256 = (...parts: Array<string | Buffer>) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

describe('a password verifier', () => {
  it("is 2^x modulo Cognito's prime, so that SRP clients could sign in with it", () => {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const { salt, verifier } = createVerifier('us-east-1_Recourse1', 'ana', 'correct-horse-1');

      const salted = BigInt(`0x${salt}`) >= 2n ** BigInt(salt.length * 4 - 1) ? `00${salt}` : salt;
      const x = sha256(Buffer.from(salted, 'hex'), sha256('Recourse1ana:correct-horse-1')).toString('hex');
      expect(BigInt(`0x${verifier}`)).toBe(powerModPrime(2n, BigInt(`0x${x}`)));
    }
  });

  it('tells the right password from others', () => {
    const kept = createVerifier('us-east-1_Recourse1', 'ana', 'correct-horse-1');

    expect(isPassword('us-east-1_Recourse1', 'ana', 'correct-horse-1', kept)).toBe(true);
    expect(isPassword('us-east-1_Recourse1', 'ana', 'correct-horse-2', kept)).toBe(false);
    expect(isPassword('us-east-1_Recourse1', 'ben', 'correct-horse-1', kept)).toBe(false);
    expect(isPassword('us-east-1_Recourse2', 'ana', 'correct-horse-1', kept)).toBe(false);
  });

  it('differs for the same password', () => {
    const [first, second] = [createVerifier('p_1', 'ana', 'secret'), createVerifier('p_1', 'ana', 'secret')];

    expect(first.verifier).not.toBe(second.verifier);
  });
});
