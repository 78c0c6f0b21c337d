import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { authorizeUrl, callback, clients, served, serveHostedPool, signInAna } from './hosted-pool.ts';

serveHostedPool();

const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const s256 = { code_challenge: challenge, code_challenge_method: 'S256' };

describe('/oauth2/authorize', () => {
  it.each([
    ['of another site', { redirect_uri: 'https://evil.example/callback' }],
    ['that begins like a registered one', { redirect_uri: `${callback}.evil.example` }],
    ['with a registered one as its user', { redirect_uri: 'http://localhost:4000@evil.example/callback' }],
    ['with one more parameter', { redirect_uri: `${callback}?next=https://evil.example` }],
    ['with a fragment', { redirect_uri: `${callback}#` }],
    ['with a dot segment', { redirect_uri: 'http://localhost:4000/x/../callback' }],
    ['in other letters', { redirect_uri: 'HTTP://localhost:4000/callback' }],
    ['that is script', { redirect_uri: 'javascript:alert(1)//localhost:4000/callback' }],
    ['with a line break', { redirect_uri: `${callback}\r\nSet-Cookie: a=b` }],
    ['that is missing', { redirect_uri: undefined }],
    ['that is empty', { redirect_uri: '' }],
  ])('shows an error instead of going to a redirect_uri %s', async (_, parameters) => {
    const browser = openBrowser(served.url);

    const refused = await browser.get(authorizeUrl(clients.spa, parameters));

    expect(refused.location).toBe(`/error?error=redirect_mismatch&client_id=${clients.spa}`);
    const shown = await browser.get(refused.location ?? '');
    expect(shown.status).toBe(400);
    expect(shown.text).toContain('An error was encountered with the requested page.');
    expect(shown.text).not.toContain('evil.example');
  });

  it.each([
    ['a client that there is not', '/error?error=invalid_request&client_id=none', authorizeUrlOf('none')],
    [
      'a client given twice',
      '/error?error=invalid_request',
      () => `${authorizeUrl(clients.spa)}&client_id=${clients.web}`,
    ],
    [
      'a redirect_uri given twice',
      '/error?error=redirect_mismatch',
      () => `${authorizeUrl(clients.spa)}&redirect_uri=x:y`,
    ],
    ['a client without an identity provider', '/error?error=login_unavailable', authorizeUrlOf(clients.pageless)],
  ])('shows an error for %s', async (_, location, url) => {
    const refused = await openBrowser(served.url).get(url());

    expect(refused.location).toContain(location);
  });

  it.each([
    ['no response_type', { response_type: undefined }, 'invalid_request'],
    ['an unknown response_type', { response_type: 'id_token' }, 'invalid_request'],
    ['the implicit grant, which the client is not allowed', { response_type: 'token' }, 'unauthorized_client'],
    ['a scope that the client is not allowed', { scope: 'openid phone' }, 'invalid_request'],
    ['a scope of openid without openid', { scope: 'email' }, 'invalid_request'],
    ['a plain challenge', { code_challenge: challenge, code_challenge_method: 'plain' }, 'invalid_request'],
    ['a challenge without a method', { code_challenge: challenge }, 'invalid_request'],
    ['a method without a challenge', { code_challenge_method: 'S256' }, 'invalid_request'],
    ['a challenge that no SHA-256 makes', { ...s256, code_challenge: challenge.slice(1) }, 'invalid_request'],
    ['prompt none with another', { prompt: 'none login' }, 'invalid_request'],
    ['a prompt that there is not', { prompt: 'create' }, 'invalid_request'],
    ['prompt none of a stranger', { prompt: 'none' }, 'login_required'],
    ['another identity provider', { identity_provider: 'Google' }, 'invalid_request'],
    ['a resource to bind to', { resource: 'https://api.example' }, 'invalid_request'],
  ])('tells the app of %s', async (_, parameters, error) => {
    const url = authorizeUrl(clients.spa, { state: 'a&b', ...parameters });

    const { status, location = '' } = await openBrowser(served.url).get(url);

    const answer = new URL(location.replace('#', '?'));
    expect([status, answer.origin + answer.pathname]).toEqual([302, callback]);
    expect(Object.fromEntries(answer.searchParams)).toMatchObject({ error, state: 'a&b' });
  });

  it('tells of a wrong scope as the service does, not as it is documented', async () => {
    const { location } = await openBrowser(served.url).get(authorizeUrl(clients.spa, { scope: 'offline_access' }));

    expect(location).toBe(`${callback}?error_description=invalid_scope&error=invalid_request`);
  });

  it('tells of a parameter that is given twice', async () => {
    const { location } = await openBrowser(served.url).get(`${authorizeUrl(clients.spa)}&scope=openid`);

    expect(location).toContain(`${callback}?error_description=scope+is+given+twice`);
  });

  it('tells a client whose OAuth flows are off', async () => {
    const { location } = await openBrowser(served.url).get(authorizeUrl(clients.off));

    expect(location).toContain('error=unauthorized_client');
  });

  it('gives the state back as it came, whatever is in it', async () => {
    const state = '"><script>\r\nSet-Cookie: a=b\r\n\r\n&code=x#é💧';

    const returned = await signInAna(authorizeUrl(clients.spa, { state }));

    expect([...returned.searchParams.keys()]).toEqual(['code', 'state']);
    expect(returned.searchParams.get('state')).toBe(state);
    expect(returned.hash).toBe('');
  });

  it.each([
    ['the default one for none', clients.web, undefined, `${callback}?code=`],
    ['one with a query', clients.spa, `${callback}?tenant=1`, `${callback}?tenant=1&code=`],
    ["an app's own scheme", clients.spa, 'tillapp://signed-in', 'tillapp://signed-in?code='],
  ])('goes back to a registered redirect_uri: %s', async (_, clientId, redirectUri, location) => {
    const returned = await signInAna(authorizeUrl(clientId, { redirect_uri: redirectUri }));

    expect(returned.href.startsWith(location)).toBe(true);
  });

  it('gives the tokens in the fragment by the implicit grant, without a refresh token', async () => {
    const url = authorizeUrl(clients.implicit, { response_type: 'token', state: 's', nonce: 'n' });

    const { hash, search } = await signInAna(url);

    const answer = new URLSearchParams(hash.slice(1));
    expect([...answer.keys()]).toEqual(['id_token', 'access_token', 'token_type', 'expires_in', 'state']);
    expect(search).toBe('');
  });

  it('binds the ID token to its access token', async () => {
    const { hash } = await signInAna(authorizeUrl(clients.implicit, { response_type: 'token' }));

    const answer = new URLSearchParams(hash.slice(1));
    const { at_hash } = decodeJwt(answer.get('id_token') ?? '');
    const digest = createHash('sha256')
      .update(answer.get('access_token') ?? '')
      .digest('hex');
    expect(Buffer.from(String(at_hash), 'base64url').toString('hex')).toBe(digest.slice(0, 32));
  });
});

function authorizeUrlOf(clientId: string): () => string {
  return () => authorizeUrl(clientId);
}
