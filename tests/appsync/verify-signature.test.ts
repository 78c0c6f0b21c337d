import { createPublicKey, createSecretKey, generateKeyPairSync, KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifySignature } from '../../local/appsync/auth/verify-signature.ts';
import { publicKey, token } from './open-api.ts';

const key = KeyObject.from(publicKey as CryptoKey);
const strangerKey = createPublicKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);

describe('verifySignature', () => {
  it('tells each of many tokens its own verdict', async () => {
    const tokens = Array.from({ length: 50 }, (_, index) => ({ token, key: index % 3 === 0 ? strangerKey : key }));

    expect(await Promise.all(tokens.map(verifySignature))).toEqual(tokens.map((_, index) => index % 3 !== 0));
  });

  it('rejects what is under way when its thread ends, and goes on in another', async () => {
    const noPublicKey = { token, key: createSecretKey(Buffer.from('secret')) };

    await expect(verifySignature(noPublicKey)).rejects.toThrow('Invalid key object type secret');
    expect(await verifySignature({ token, key })).toBe(true);
  });
});
