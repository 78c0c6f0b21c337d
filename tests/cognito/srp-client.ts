import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

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

/** base^exponent modulo Cognito's prime. */
export function powerModPrime(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base, rest = exponent; rest > 0n; square = (square * square) % prime, rest >>= 1n) {
    if (rest & 1n) result = (result * square) % prime;
  }
  return result;
}

export function sha256(...parts: ReadonlyArray<string | Buffer>): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** A number as Java's BigInteger writes it. */
export function signedBytes(number: bigint): Buffer {
  const hex = number.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(even >= '8' ? `00${even}` : even, 'hex');
}

export const numberOf = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);

/** x, the exponent of a password's verifier. */
export function passwordExponent(poolName: string, username: string, password: string, saltHex: string): bigint {
  return numberOf(sha256(signedBytes(BigInt(`0x${saltHex}`)), sha256(`${poolName}${username}:${password}`)));
}

/** What a client is told in the challenge. */
export interface SrpChallenge {
  readonly SALT: string;
  readonly SRP_B: string;
  readonly SECRET_BLOCK: string;
  readonly USER_ID_FOR_SRP: string;
}

/** The client's side of Cognito's SRP, by numbers alone. */
export function createSrpClient(poolName: string, password: string) {
  const secret = numberOf(randomBytes(32));
  const A = powerModPrime(2n, secret);
  const k = numberOf(sha256(signedBytes(prime), Buffer.from([2])));
  return {
    SRP_A: A.toString(16),
    /** The answers to PASSWORD_VERIFIER; `signed` is the timestamp that the signature is made of. */
    answer(challenge: SrpChallenge, timestamp: string, signed = timestamp) {
      const { SALT, SRP_B, SECRET_BLOCK, USER_ID_FOR_SRP: username } = challenge;
      const B = BigInt(`0x${SRP_B}`);
      const x = passwordExponent(poolName, username, password, SALT);
      const u = sha256(signedBytes(A), signedBytes(B));
      const base = (((B - k * powerModPrime(2n, x)) % prime) + prime) % prime;
      const S = powerModPrime(base, secret + numberOf(u) * x);
      const key = hkdfSync('sha256', signedBytes(S), signedBytes(numberOf(u)), 'Caldera Derived Key', 16);
      const hmac = createHmac('sha256', Buffer.from(key)).update(`${poolName}${username}`);
      return {
        USERNAME: username,
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: hmac.update(Buffer.from(SECRET_BLOCK, 'base64')).update(signed).digest('base64'),
        TIMESTAMP: timestamp,
      };
    },
  };
}
