import { describe, expect, it, vi } from 'vitest';
import { answering, clientId, issuer, jwks, openApi, resolver, signToken, token } from './open-api.ts';

const schema = 'type Query { me: AWSJSON }';
const resolvers = [resolver('Query.me', answering('ctx.identity'))];
const api = openApi(schema, { resolvers });
const call = (authorization: string | undefined, on = api) =>
  on.send({ body: Buffer.from('{"query":"{ me }"}'), headers: authorization === undefined ? {} : { authorization } });

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

describe('a request without a good token', () => {
  it('is told when the token has expired', async () => {
    const { body } = await call(await signToken({ exp: Math.floor(Date.now() / 1000) - 1 }));

    expect(body.errors?.[0]?.message).toBe('Token has expired.');
  });

  it('gets 401 before the query is looked at', async () => {
    const reply = await api.send({ body: Buffer.from('{"query":"{ nothing }"}'), headers: {} });

    expect(reply.status).toBe(401);
  });
});
