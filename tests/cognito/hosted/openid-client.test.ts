import { AdminUpdateUserAttributesCommand, GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import * as oidc from 'openid-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { poolId } from '../user-pool.ts';
import { administrator, createTemporaryUser, openAdministrator } from './administrator.ts';
import { openBrowser } from './browser.ts';
import {
  afterLogout,
  ana,
  callback,
  clients,
  issuer,
  logged,
  secret,
  served,
  serveHostedPool,
  signInAna,
} from './hosted-pool.ts';

serveHostedPool();
openAdministrator();

const scope = 'openid email loans/read';
const email = 'ana@example.com';

/**
 * openid-client for an app client, discovered by the issuer that tokens name. What it asks of that host goes to the local
 * port, as DNS would have it; everything else it finds in the document.
 */
async function discover(clientId: string, clientAuthentication = oidc.None()): Promise<oidc.Configuration> {
  const local: oidc.CustomFetch = (url, options) =>
    fetch(url.replace(new URL(issuer).origin, served.url), options as RequestInit);
  return oidc.discovery(new URL(issuer), clientId, undefined, clientAuthentication, {
    [oidc.customFetch]: local,
    execute: [oidc.allowInsecureRequests],
  });
}

/** An app's request for a sign-in, with everything that it checks afterwards. */
async function beginSignIn(config: oidc.Configuration, parameters: Record<string, string> = {}) {
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const checks = { pkceCodeVerifier, expectedState: oidc.randomState(), expectedNonce: oidc.randomNonce() };
  const url = oidc.buildAuthorizationUrl(config, {
    ...{ redirect_uri: callback, scope, state: checks.expectedState, nonce: checks.expectedNonce },
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...parameters,
  });
  return { url: url.href, checks };
}

beforeAll(async () => {
  const UserAttributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
    { Name: 'name', Value: 'Ana Alvarez' },
  ];
  const user = { UserPoolId: poolId, Username: ana.username };
  await administrator.send(new AdminUpdateUserAttributesCommand({ ...user, UserAttributes }));
});

describe('openid-client at the hosted page', () => {
  it('signs in by code and PKCE, and finds the state, the nonce and the user again', async () => {
    const config = await discover(clients.spa);
    const { url, checks } = await beginSignIn(config);

    const tokens = await oidc.authorizationCodeGrant(config, await signInAna(url), checks);
    const claims = tokens.claims();
    const user = await oidc.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '');

    expect(claims).toMatchObject({ token_use: 'id', email: email, 'cognito:username': 'ana', aud: clients.spa });
    expect(claims).not.toHaveProperty('name');
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      ...{ token_use: 'access', scope, client_id: clients.spa, version: 2 },
    });
    expect(user).toEqual({ sub: claims?.sub, email: email, email_verified: 'true', username: 'ana' });
  });

  it('refreshes the tokens for the same scopes until they are revoked', async () => {
    const config = await discover(clients.spa);
    const { url, checks } = await beginSignIn(config);
    const first = await oidc.authorizationCodeGrant(config, await signInAna(url), checks);

    const refreshed = await oidc.refreshTokenGrant(config, first.refresh_token ?? '');
    await oidc.tokenRevocation(config, first.refresh_token ?? '');

    expect(decodeJwt(refreshed.access_token)).toMatchObject({ scope });
    expect(refreshed.claims()?.sub).toBe(first.claims()?.sub);
    expect(refreshed.refresh_token).toBeUndefined();
    await expect(oidc.refreshTokenGrant(config, first.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(oidc.fetchUserInfo(config, refreshed.access_token, oidc.skipSubjectCheck)).rejects.toThrow();
  });

  it('needs no second sign-in in the same browser, until the browser is signed out', async () => {
    const config = await discover(clients.spa);
    const browser = openBrowser(served.url);
    await signInAna((await beginSignIn(config)).url, browser);
    const { url, checks } = await beginSignIn(config, { prompt: 'none' });

    const again = await browser.get(url);
    const logout = oidc.buildEndSessionUrl(config, { client_id: clients.spa, logout_uri: afterLogout });
    const signedOut = await browser.get(logout.href);
    const refused = await browser.get((await beginSignIn(config, { prompt: 'none' })).url);

    await oidc.authorizationCodeGrant(config, new URL(again.location ?? ''), checks);
    expect(signedOut.location).toBe(afterLogout);
    expect(new URL(refused.location ?? '').searchParams.get('error')).toBe('login_required');
  });

  it.each([
    ['Basic authentication', oidc.ClientSecretBasic(secret)],
    ['the body', oidc.ClientSecretPost(secret)],
  ])('proves the secret of a client by %s', async (_, authentication) => {
    const config = await discover(clients.web, authentication);
    const { url, checks } = await beginSignIn(config);

    const tokens = await oidc.authorizationCodeGrant(config, await signInAna(url), checks);
    await oidc.tokenRevocation(config, tokens.refresh_token ?? '');

    expect(tokens.claims()).toMatchObject({ aud: clients.web });
  });

  it('gives an app a token of its own for its client credentials', async () => {
    const config = await discover(clients.machine, oidc.ClientSecretBasic(secret));

    const tokens = await oidc.clientCredentialsGrant(config, { scope: 'loans/read' });

    const claims = decodeJwt(tokens.access_token);
    expect(claims).toMatchObject({ sub: clients.machine, scope: 'loans/read', token_use: 'access' });
    expect(tokens).not.toHaveProperty('refresh_token');
    expect(claims).not.toHaveProperty('username');
  });

  it('gives no ID token without the scope openid', async () => {
    const config = await discover(clients.spa);
    const { url, checks } = await beginSignIn(config, { scope: 'loans/read' });

    const tokens = await oidc.authorizationCodeGrant(config, await signInAna(url), {
      pkceCodeVerifier: checks.pkceCodeVerifier,
      expectedState: checks.expectedState,
    });

    expect(tokens).not.toHaveProperty('id_token');
    await expect(oidc.fetchUserInfo(config, tokens.access_token, oidc.skipSubjectCheck)).rejects.toMatchObject({
      cause: expect.arrayContaining([
        expect.objectContaining({
          parameters: expect.objectContaining({ error_description: 'Access token does not contain openid scope' }),
        }),
      ]),
    });
    // Without the scope of the API's own sign-ins its operations are closed too.
    const asked = administrator.send(new GetUserCommand({ AccessToken: tokens.access_token }));
    await expect(asked).rejects.toThrow('required scopes');
  });

  it('has a user with a temporary password choose one of their own', async () => {
    await createTemporaryUser('ben', 'temporary-horse-1');
    const config = await discover(clients.spa);
    const { url, checks } = await beginSignIn(config);
    const browser = openBrowser(served.url);

    const signedIn = await browser.submit(await browser.follow(url), {
      username: 'ben',
      password: 'temporary-horse-1',
    });
    const tooShort = await browser.submit(signedIn, { new_password: 'short', repeated_password: 'short' });
    const other = await browser.submit(tooShort, {
      new_password: 'correct-horse-2',
      repeated_password: 'correct-horse-3',
    });
    const done = await browser.submit(other, { new_password: 'correct-horse-2', repeated_password: 'correct-horse-2' });

    expect(signedIn.text).toContain('<li>At least 12 characters</li>');
    expect(tooShort.text).toContain('Password did not conform with policy: Password not long enough');
    expect(other.text).toContain('The two passwords differ.');
    const tokens = await oidc.authorizationCodeGrant(config, new URL(done.location ?? ''), checks);
    expect(tokens.claims()).toMatchObject({ 'cognito:username': 'ben' });
  });

  it('leaves neither codes nor tokens nor passwords in the log', async () => {
    const config = await discover(clients.spa);
    const { url, checks } = await beginSignIn(config);
    const returned = await signInAna(url);
    const tokens = await oidc.authorizationCodeGrant(config, returned, checks);

    const log = logged.join('\n');

    expect(log).toContain('ana signed in');
    for (const secretText of [
      returned.searchParams.get('code'),
      checks.expectedState,
      tokens.access_token,
      ana.password,
    ]) {
      expect(log).not.toContain(secretText);
    }
  });
});
