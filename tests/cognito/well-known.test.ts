import { describe, expect, it } from 'vitest';
import { issuer } from './open-cognito.ts';
import { open, openForEachTest } from './sign-in.ts';
import { poolId } from './user-pool.ts';

openForEachTest();

describe('the well-known documents', () => {
  it('describe the pool', async () => {
    const response = await fetch(`${open.url}/${poolId}/.well-known/openid-configuration`);

    const document = await response.json();
    expect(document).toMatchObject({ issuer, jwks_uri: `${open.url}/${poolId}/.well-known/jwks.json` });
    expect(document, 'without a domain').not.toHaveProperty('authorization_endpoint');
  });

  it('hold public members of keys only', async () => {
    const response = await fetch(`${open.url}/${poolId}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: object[] };

    expect(keys.map((key) => Object.keys(key).sort())).toEqual(Array(2).fill(['alg', 'e', 'kid', 'kty', 'n', 'use']));
  });

  it('do not exist for other pools and paths', async () => {
    for (const path of ['us-east-1_Other/.well-known/jwks.json', `${poolId}/jwks.json`, `${poolId}/.well-known/x`]) {
      expect((await fetch(`${open.url}/${path}`)).status).toBe(404);
    }
  });
});
