import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { expect } from 'vitest';
import { type Api, type Check, expectFieldError, expectUnauthorized } from '../api.ts';
import { askModel, askRanking } from '../queries.ts';

/** Who may ask what. */
export const tokens: readonly Check[] = [
  refusal('TOK1', 'a request without a token', async () => null),
  refusal('TOK2', 'a token that is no JWT', async () => 'not.a.token'),
  refusal('TOK3', 'a token without a signature (alg none)', async (api) => new UnsecuredJWT(claimsOf(api)).encode()),
  refusal('TOK4', 'a token signed by another key under the same key id', signedByAnotherKey),
  refusal('TOK5', 'a token whose claims were changed', async (api) => {
    const [header, , signature] = api.token.split('.');
    const claims = { ...claimsOf(api), 'cognito:groups': ['admin', 'owner'] };
    return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  }),
  signedRefusal('TOK6', 'a token of another pool', {
    iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Elsewhere',
  }),
  signedRefusal('TOK7', 'a token of another client', { aud: '1example23456789clientofothers' }),
  signedRefusal('TOK10', 'an expired token', { exp: Math.floor(Date.now() / 1000) - 60 }),
  signedRefusal('TOK11', 'a token that is neither for identity nor for access', { token_use: 'refresh' }),
  {
    id: 'TOK12',
    must: 'MUST take a token that the pool signed, with or without Bearer',
    needs: 'sign',
    async check(api) {
      const token = (await api.sign?.(claimsOf(api))) ?? '';
      expect((await askRanking(api, {}, token)).errors).toBeUndefined();
      expect((await askRanking(api, {}, `Bearer ${token}`)).errors).toBeUndefined();
    },
  },
  {
    id: 'TOK8',
    must: 'MUST refuse every field to a user without a group, with 200 and Unauthorized',
    needs: 'groupless',
    async check(api) {
      for (const reply of [await askRanking(api, {}, api.groupless), await askModel(api, api.groupless)]) {
        expect(expectFieldError(reply, 'Unauthorized').message).toMatch(
          /Not Authorized to access (rankStrategies|model) on type Query/,
        );
      }
    },
  },
  {
    id: 'TOK9',
    must: 'MUST let an agent rank strategies but not describe the model',
    needs: 'agentToken',
    async check(api) {
      expect((await askRanking(api, {}, api.agentToken)).errors).toBeUndefined();
      expectFieldError(await askModel(api, api.agentToken), 'Unauthorized');
    },
  },
];

function refusal(id: string, what: string, token: (api: Api) => Promise<string | null>): Check {
  const check = async (api: Api) => expectUnauthorized(await askRanking(api, {}, await token(api)));
  return { id, must: `MUST refuse ${what} with 401`, check };
}

/** A token that is right in all but one claim. */
function signedRefusal(id: string, what: string, change: object): Check {
  const check = async (api: Api) =>
    expectUnauthorized(await askRanking(api, {}, await api.sign?.({ ...claimsOf(api), ...change })));
  return { id, must: `MUST refuse ${what} with 401`, needs: 'sign', check };
}

function claimsOf(api: Api): Record<string, unknown> & { exp: number } {
  return JSON.parse(Buffer.from(api.token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown> & {
    exp: number;
  };
}

async function signedByAnotherKey(api: Api): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const header = JSON.parse(Buffer.from(api.token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string };
  return new SignJWT(claimsOf(api))
    .setProtectedHeader({ alg: 'RS256', kid: header.kid, jwk: await exportJWK(publicKey) })
    .sign(privateKey);
}
