import { execFile } from 'node:child_process';
import { createPublicKey, createSecretKey, generateKeyPairSync, KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
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

  it('starts one thread in place of one that ended', async () => {
    const noPublicKey = { token, key: createSecretKey(Buffer.from('secret')) };
    let threads = 0;
    const count = () => {
      threads += 1;
    };
    process.on('worker', count);
    onTestFinished(() => void process.off('worker', count));

    await expect(verifySignature(noPublicKey)).rejects.toThrow();
    threads = 0;
    // The end of the first thread comes between any two of these.
    for (let index = 0; index < 20; index += 1) expect(await verifySignature({ token, key })).toBe(true);

    expect(threads).toBe(1);
  });

  it('holds its process until the verdict is there, and no longer', async () => {
    const address = new URL('../../local/appsync/auth/verify-signature.ts', import.meta.url).href;
    const program = `import { createPublicKey } from 'node:crypto';
      const { verifySignature } = await import(${JSON.stringify(address)});
      const key = createPublicKey({ key: ${JSON.stringify(key.export({ format: 'jwk' }))}, format: 'jwk' });
      console.log(await verifySignature({ token: ${JSON.stringify(token)}, key }));`;

    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      program,
    ]);

    expect(stdout).toBe('true\n');
  });
});
