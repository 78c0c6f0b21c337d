import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { authorizeUrl, callback, clients, clock, secret, served, serveHostedPool, signInAna } from './hosted-pool.ts';

serveHostedPool();

// The example of https://datatracker.ietf.org/doc/html/rfc7636#appendix-B
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const pkce = { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' };

type Parameters = Readonly<Record<string, string | undefined>>;

async function post(path: string, parameters: Parameters, headers: Record<string, string> = {}) {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const response = await fetch(`${served.url}${path}`, { method: 'POST', body: new URLSearchParams(given), headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

async function newCode(clientId: string = clients.spa, parameters: Parameters = pkce): Promise<string> {
  const returned = await signInAna(authorizeUrl(clientId, parameters));
  return returned.searchParams.get('code') ?? '';
}

async function exchange(code: string, parameters: Parameters = {}, headers = {}) {
  const own = { client_id: clients.spa, redirect_uri: callback, code_verifier: verifier };
  return post('/oauth2/token', { grant_type: 'authorization_code', code, ...own, ...parameters }, headers);
}

function basic(id: string, password: string): Record<string, string> {
  const encode = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
  return { authorization: `Basic ${Buffer.from(`${encode(id)}:${encode(password)}`).toString('base64')}` };
}

describe('/oauth2/token', () => {
  it('exchanges a code once', async () => {
    const code = await newCode();

    const first = await exchange(code);
    const second = await exchange(code);

    expect(first.status).toBe(200);
    expect(Object.keys(first.body).sort()).toEqual([
      'access_token',
      'expires_in',
      'id_token',
      'refresh_token',
      'token_type',
    ]);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    expect([second.status, second.body.error]).toEqual([400, 'invalid_grant']);
  });

  it.each([
    ['with a wrong verifier', { code_verifier: verifier.replace('d', 'e') }],
    ['with the challenge as verifier', { code_verifier: pkce.code_challenge }],
    ['without its verifier', { code_verifier: undefined }],
    ['for another redirect_uri', { redirect_uri: 'tillapp://signed-in' }],
    ['by another client', { client_id: clients.open }],
  ])('refuses a code %s, and takes it no more', async (_, parameters) => {
    const code = await newCode();

    const refused = await exchange(code, parameters);
    const right = await exchange(code);

    expect([refused.status, refused.body.error]).toEqual([400, 'invalid_grant']);
    expect(right.body.error).toBe('invalid_grant');
  });

  it('refuses a verifier for a code that was asked for without a challenge', async () => {
    const [taken, plain] = [await newCode(clients.spa, {}), await newCode(clients.spa, {})];

    const downgraded = await exchange(taken);
    const without = await exchange(plain, { code_verifier: undefined });

    expect(downgraded.body.error).toBe('invalid_grant');
    expect(without.status).toBe(200);
  });

  it('refuses a verifier that can be guessed, though the challenge was made of it', async () => {
    const code_challenge = createHash('sha256').update('short').digest('base64url');
    const code = await newCode(clients.spa, { ...pkce, code_challenge });

    const refused = await exchange(code, { code_verifier: 'short' });

    expect(refused.body.error).toBe('invalid_grant');
  });

  it('takes a code for five minutes', async () => {
    const [early, late] = [await newCode(), await newCode()];

    clock.now += 299_000;
    const within = await exchange(early);
    clock.now += 1_500;
    const after = await exchange(late);

    expect(within.status).toBe(200);
    expect(after.body.error).toBe('invalid_grant');
  });

  it.each([
    ['without a grant_type', { grant_type: undefined }, 'invalid_request'],
    ['with a grant_type that there is not', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['without a code', { code: undefined }, 'invalid_request'],
    ['without a redirect_uri', { redirect_uri: undefined }, 'invalid_request'],
    ['with a code that was never issued', { code: 'none' }, 'invalid_grant'],
    ['of no client', { client_id: 'none' }, 'invalid_client'],
    ['of a client that does not prove its secret', { client_id: clients.web }, 'invalid_client'],
    ['with a wrong secret', { client_id: clients.web, client_secret: `${secret}x` }, 'invalid_client'],
    ['with a secret that the client has not', { client_secret: 'x' }, 'invalid_client'],
    ['of a client without the grant', { client_id: clients.implicit }, 'unauthorized_client'],
    ['without the refresh token', { grant_type: 'refresh_token' }, 'invalid_request'],
    ['with what is no refresh token', { grant_type: 'refresh_token', refresh_token: 'x.y' }, 'invalid_grant'],
    ['of a public client for itself', { grant_type: 'client_credentials' }, 'unauthorized_client'],
  ])('refuses a request %s', async (_, parameters, error) => {
    const refused = await exchange('none', parameters);

    expect([refused.status, refused.body.error]).toEqual([400, error]);
  });

  it('refuses a request of two clients, one with a parameter twice, and one that is no form', async () => {
    const two = await exchange('none', {}, basic(clients.web, secret));
    const twice = await fetch(`${served.url}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams('code=a&code=b'),
    });
    const json = await fetch(`${served.url}/oauth2/token`, { method: 'POST', body: '{"grant_type":"refresh_token"}' });
    const get = await fetch(`${served.url}/oauth2/token?grant_type=refresh_token`);

    expect(two.body.error).toBe('invalid_request');
    for (const reply of [twice, json]) expect(await reply.json()).toMatchObject({ error: 'invalid_request' });
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('gives an app for itself only scopes of resource servers', async () => {
    const ask = (scope?: string) =>
      post('/oauth2/token', { grant_type: 'client_credentials', scope }, basic(clients.machine, secret));

    const [all, own, unknown] = [await ask(), await ask('openid'), await ask('loans/write')];

    expect(JSON.parse(Buffer.from(all.body.access_token.split('.')[1], 'base64url').toString())).toMatchObject({
      scope: 'loans/read',
    });
    expect([own.body.error, unknown.body.error]).toEqual(['invalid_grant', 'invalid_grant']);
  });

  it('lets pages of other sites ask', async () => {
    const headers = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-amz-user-agent' };

    const response = await fetch(`${served.url}/oauth2/token`, { method: 'OPTIONS', headers });

    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-headers')).toBe('x-amz-user-agent');
  });
});

describe('/oauth2/revoke', () => {
  it.each([
    ['no token', {}, 400, 'invalid_request'],
    ['an access token', { token: 'a.b.c' }, 400, 'unsupported_token_type'],
    ['a wrong secret', { client_id: clients.web, client_secret: 'x', token: 'x' }, 401, 'invalid_client'],
    ['a client that does not revoke', { client_id: clients.open, token: 'x' }, 400, 'invalid_request'],
    ['a token that is none of ours', { token: 'x' }, 200, undefined],
  ])('answers %s', async (_, parameters, status, error) => {
    const reply = await post('/oauth2/revoke', { client_id: clients.spa, ...parameters });

    expect([reply.status, reply.body?.error]).toEqual([status, error]);
  });
});

describe('/oauth2/userInfo', () => {
  it('refuses whatever is no access token', async () => {
    const { id_token } = (await exchange(await newCode())).body;
    const ask = (authorization?: string) =>
      fetch(`${served.url}/oauth2/userInfo`, { headers: authorization ? { authorization } : {} });

    const [none, garbage, id] = [await ask(), await ask('Bearer a.b.c'), await ask(`Bearer ${id_token}`)];

    expect([none.status, garbage.status, id.status]).toEqual([400, 401, 401]);
    expect(none.headers.get('www-authenticate')).toContain('error="invalid_request"');
    expect(id.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });
});
