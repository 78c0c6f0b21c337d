import { describe, expect, it } from 'vitest';
import { createVerifier, isPassword } from '../../local/cognito/sign-in/password-verifier.ts';
import { answerSrp, isProof } from '../../local/cognito/sign-in/srp-exchange.ts';
import { createSrpClient, passwordExponent, powerModPrime } from './srp-client.ts';

const poolId = 'us-east-1_Recourse1';
const verify = (salt: string) => powerModPrime(2n, passwordExponent('Recourse1', 'ana', 'correct-horse-1', salt));
const hex = (number: bigint) => number.toString(16).padStart(768, '0');

describe('a password verifier', () => {
  it("is 2^x modulo Cognito's prime, so that SRP clients could sign in with it", () => {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const { salt, verifier } = createVerifier(poolId, 'ana', 'correct-horse-1');

      expect(verifier).toBe(hex(verify(salt)));
    }
  });

  it.each([
    ['zeros', `0000${'12'.repeat(14)}`],
    ['a zero and a set bit', `00${'f2'.repeat(15)}`],
    ['a set bit', 'f2'.repeat(16)],
  ])('is that of a salt which begins with %s, as clients write numbers', (_, salt) => {
    const kept = { salt, verifier: hex(verify(salt)) };

    expect(isPassword(poolId, 'ana', 'correct-horse-1', kept)).toBe(true);
  });

  it('tells the right password from others', () => {
    const kept = createVerifier(poolId, 'ana', 'correct-horse-1');

    expect(isPassword(poolId, 'ana', 'correct-horse-1', kept)).toBe(true);
    expect(isPassword(poolId, 'ana', 'correct-horse-2', kept)).toBe(false);
    expect(isPassword(poolId, 'ben', 'correct-horse-1', kept)).toBe(false);
    expect(isPassword('us-east-1_Recourse2', 'ana', 'correct-horse-1', kept)).toBe(false);
  });

  it('differs for the same password', () => {
    const [first, second] = [createVerifier('p_1', 'ana', 'secret'), createVerifier('p_1', 'ana', 'secret')];

    expect(first.verifier).not.toBe(second.verifier);
  });
});

describe('the SRP exchange', () => {
  it('ends with one key on both sides, and with another when the password is wrong', () => {
    for (const password of [...Array(6).fill('correct-horse-1'), 'correct-horse-2']) {
      const { salt, verifier } = createVerifier(poolId, 'ana', 'correct-horse-1');
      const client = createSrpClient('Recourse1', password);

      const { serverPublic, sessionKey } = answerSrp(client.SRP_A, verifier);
      const challenge = { SALT: salt, SRP_B: serverPublic, SECRET_BLOCK: 'YWJj', USER_ID_FOR_SRP: 'ana' };
      const answer = client.answer(challenge, 'Sun Mar 1 12:00:00 UTC 2026');
      const { TIMESTAMP: timestamp, PASSWORD_CLAIM_SIGNATURE: signature } = answer;

      const proof = { poolId, username: 'ana', secretBlock: 'YWJj', timestamp, signature };
      expect(isProof(proof, sessionKey)).toBe(password === 'correct-horse-1');
    }
  });
});
