import { createHmac } from 'node:crypto';
import { exportSPKI, generateKeyPair } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import { answering, clientId, issuer, jwks, openApi, publicKey, resolver, signToken, token } from './open-api.ts';

const schema = 'type Query { me: AWSJSON }';
const resolvers = [resolver('Query.me', answering('ctx.identity'))];
const api = openApi(schema, { resolvers });
const call = (authorization: string | undefined, on = api) =>
  on.send({ body: Buffer.from('{"query":"{ me }"}'), headers: authorization === undefined ? {} : { authorization } });
const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);
const claimsPart = token.split('.')[1] ?? '';

describe('a token', () => {
  it.each([
    ['raw', token],
    ['behind Bearer', `Bearer ${token}`],
  ])('is accepted %s', async (_, authorization) => {
    expect((await call(authorization)).status).toBe(200);
  });

  it('makes the identity that resolvers see', async () => {
    const reply = await api.send({
      body: Buffer.from('{"query":"{ me }"}'),
      headers: { authorization: token, 'x-forwarded-for': '198.51.100.7, 198.51.100.8' },
    });

    expect(JSON.parse(String(reply.body.data?.me))).toMatchObject({
      sub: 'user-1',
      issuer,
      username: 'demo',
      groups: ['agent'],
      sourceIp: ['198.51.100.7', '198.51.100.8', '127.0.0.1'],
      defaultAuthStrategy: 'ALLOW',
      claims: { token_use: 'id', aud: clientId },
    });
  });

  it('may be an access token, whose client and user stand in other claims', async () => {
    const access = await signToken({
      token_use: 'access',
      aud: undefined,
      client_id: clientId,
      'cognito:username': undefined,
      username: 'demo',
      'cognito:groups': undefined,
    });

    const { body } = await call(access);

    expect(JSON.parse(String(body.data?.me))).toMatchObject({ username: 'demo', groups: null });
  });

  it('has its key fetched once and its signature checked on every request', async () => {
    const fetchKeys = vi.fn(() => jwks);
    const counted = openApi(schema, {
      resolvers,
      auth: { userPool: { issuer, jwks: fetchKeys, defaultAction: 'ALLOW' } },
    });

    expect((await call(token, counted)).status).toBe(200);
    expect((await call(token, counted)).status).toBe(200);
    expect((await call(`${token.slice(0, -4)}AAAA`, counted)).status).toBe(401);
    expect(fetchKeys).toHaveBeenCalledTimes(1);
  });
});

describe('a request without a good token gets 401', () => {
  const cases: Record<string, () => string | undefined | Promise<string>> = {
    'no header': () => undefined,
    'a blank header': () => ' ',
    'Bearer alone': () => 'Bearer ',
    'text that is no token': () => 'meow',
    'a token of two parts': () => token.split('.').slice(0, 2).join('.'),
    'a header that is no JSON': () => `meow.${claimsPart}.sig`,
    'alg none with no signature': () => `${segment({ alg: 'none', kid: 'key-1' })}.${claimsPart}.`,
    'alg none with the old signature': () =>
      `${segment({ alg: 'none', kid: 'key-1' })}.${claimsPart}.${token.split('.')[2]}`,
    'HS256 with the public key as its secret': async () => {
      const signed = `${segment({ alg: 'HS256', kid: 'key-1' })}.${claimsPart}`;
      return `${signed}.${createHmac('sha256', await exportSPKI(publicKey))
        .update(signed)
        .digest('base64url')}`;
    },
    'another key under the same kid': async () => signToken({}, (await generateKeyPair('RS256')).privateKey),
    'a kid that the pool has not': () => signToken({}, undefined, 'key-2'),
    'another pool': () => signToken({ iss: `${issuer}X` }),
    'another client': () => signToken({ aud: `${clientId}X` }),
    'an access token of another client': () => signToken({ token_use: 'access', aud: clientId, client_id: 'other' }),
    'no token_use': () => signToken({ token_use: undefined }),
    'an expired token': () => signToken({ exp: now() - 1 }),
    'no expiry': () => signToken({ exp: undefined }),
    'a token not valid yet': () => signToken({ nbf: now() + 60 }),
    'claims changed after signing': () => {
      const claims = JSON.parse(Buffer.from(claimsPart, 'base64url').toString());
      const [header, , signature] = token.split('.');
      return `${header}.${segment({ ...claims, 'cognito:groups': ['admin'] })}.${signature}`;
    },
  };

  it.each(Object.entries(cases))('%s', async (_, forge) => {
    const reply = await call(await forge());

    expect(reply.status).toBe(401);
    expect(reply.headers['x-amzn-errortype']).toBe('UnauthorizedException');
    expect(reply.body).toEqual({ errors: [{ errorType: 'UnauthorizedException', message: expect.any(String) }] });
  });

  it('says when the token has expired', async () => {
    const { body } = await call(await signToken({ exp: now() - 1 }));

    expect(body.errors?.[0]?.message).toBe('Token has expired.');
  });

  it('before the query is looked at', async () => {
    const reply = await api.send({ body: Buffer.from('{"query":"{ nothing }"}'), headers: {} });

    expect(reply.status).toBe(401);
  });
});
