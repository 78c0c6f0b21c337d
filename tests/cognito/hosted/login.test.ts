import { AdminDisableUserCommand, AdminEnableUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { poolId } from '../user-pool.ts';
import { administrator, openAdministrator } from './administrator.ts';
import { openBrowser } from './browser.ts';
import { ana, authorizeUrl, clients, clock, served, serveHostedPool, signInAna } from './hosted-pool.ts';

serveHostedPool();
openAdministrator();

const credentials = { username: ana.username, password: ana.password };
const sessionCookie = `cognito.${poolId}`;

describe('/login', () => {
  it('is kept nowhere, framed nowhere, and runs no script', async () => {
    const { status, headers, text } = await openBrowser(served.url).follow(authorizeUrl(clients.spa));

    expect(status).toBe(200);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; img-src data:; style-src 'sha256-[^']+'; frame-ancestors 'none'; base-uri 'none'$/,
    );
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(text).not.toMatch(/<script| style=| on\w+=/i);
  });

  it('shows what came from outside as text', async () => {
    const evil = `"'><script>alert(1)</script>&lt;`;
    const browser = openBrowser(served.url);

    const page = await browser.follow(authorizeUrl(clients.spa, { login_hint: evil, state: evil, nonce: evil }));
    const failed = await browser.submit(page, { username: `${evil}x`, password: evil });
    const shown = await browser.get(
      `/error?error=${encodeURIComponent(evil)}&error_description=${encodeURIComponent(evil)}`,
    );

    expect(page.forms.at(-1)?.fields.username).toBe(evil);
    expect(failed.forms.at(-1)?.fields.username).toBe(`${evil}x`);
    for (const { text } of [page, failed, shown]) expect(text).not.toMatch(/<script|"'>/);
    expect(shown.text).not.toContain('alert(1)');
  });

  it.each([
    ['a wrong password', ana.username, clients.spa, 'Incorrect username or password.'],
    ['an unknown user, whom the client hides', 'nobody', clients.spa, 'Incorrect username or password.'],
    ['an unknown user, whom the client does not hide', 'nobody', clients.open, 'User does not exist.'],
    ['no user', '', clients.spa, 'Incorrect username or password.'],
  ])('says why it refuses %s, and signs nobody in', async (_, username, clientId, reason) => {
    const browser = openBrowser(served.url);

    const page = await browser.submit(await browser.follow(authorizeUrl(clientId)), { username, password: 'wrong' });

    expect(page.status).toBe(400);
    expect(page.text).toContain(`role="alert">${reason}</p>`);
    expect(page.text).toContain('<title>Error: Sign in');
    expect(browser.cookies.has(sessionCookie)).toBe(false);
  });

  it.each([
    ['without a token', { _csrf: '' }, {}],
    ['with a token of its own', { _csrf: 'A'.repeat(32) }, {}],
    ['from a page of another site', {}, { origin: 'https://evil.example' }],
    ['from another port of this machine', {}, { origin: 'http://127.0.0.1:1' }],
    ['from a sandbox', {}, { origin: 'null' }],
    ['as text', {}, { 'content-type': 'text/plain' }],
  ])('refuses a form that is posted %s', async (_, fields, headers) => {
    const browser = openBrowser(served.url);
    const form = (await browser.follow(authorizeUrl(clients.spa))).forms.at(-1);

    const refused = await browser.post(form?.action ?? '', { ...form?.fields, ...credentials, ...fields }, headers);

    expect([refused.status, refused.location]).toEqual([403, undefined]);
    expect(browser.cookies.has(sessionCookie)).toBe(false);
  });

  it('refuses a form to a browser that it was not shown to', async () => {
    const form = (await openBrowser(served.url).follow(authorizeUrl(clients.spa))).forms.at(-1);

    const refused = await openBrowser(served.url).post(form?.action ?? '', { ...form?.fields, ...credentials });
    const bare = await openBrowser(served.url).post(form?.action ?? '', { ...credentials, _csrf: '' });

    expect([refused.status, bare.status]).toEqual([403, 403]);
  });

  it('refuses a form whose action was given another redirect_uri', async () => {
    const browser = openBrowser(served.url);
    const form = (await browser.follow(authorizeUrl(clients.spa))).forms.at(-1);
    const action = form?.action.replace('localhost%3A4000', 'evil.example') ?? '';

    const refused = await browser.post(action, { ...form?.fields, ...credentials });

    expect(refused.location).toMatch(/^\/error\?error=redirect_mismatch/);
  });

  it('keeps the session in a cookie that scripts and other sites do not reach, under a new key at each sign-in', async () => {
    const browser = openBrowser(served.url);
    browser.cookies.set(sessionCookie, 'planted');
    const page = await browser.follow(authorizeUrl(clients.spa));

    const { headers } = await browser.submit(page, credentials);
    const first = browser.cookies.get(sessionCookie);
    await browser.submit(page, credentials);
    const planted = openBrowser(served.url);
    planted.cookies.set(sessionCookie, first ?? '');
    const old = await planted.get(authorizeUrl(clients.spa, { prompt: 'none' }));

    expect(headers.get('set-cookie')).toMatch(/^cognito\.[^=]+=[\w-]+; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax$/);
    expect(first).not.toBe('planted');
    expect(browser.cookies.get(sessionCookie)).not.toBe(first);
    expect(old.location).toContain('login_required');
  });

  it('offers who is signed in to go on, unless the app wants a new sign-in', async () => {
    const browser = openBrowser(served.url);
    await signInAna(authorizeUrl(clients.spa), browser);

    const chooser = await browser.follow(authorizeUrl(clients.spa, { prompt: 'select_account' }));
    const [goOn] = chooser.forms;
    const { location } = await browser.post(goOn?.action ?? '', { ...goOn?.fields, continue: 'yes' });
    const asked = await browser.follow(authorizeUrl(clients.spa, { prompt: 'login' }));
    const forced = await browser.submit(asked, { continue: 'yes' });

    expect(chooser.text).toContain('Continue as ana');
    expect(location).toMatch(/\?code=/);
    expect(asked.text).not.toContain('Continue as');
    expect(forced.location).toBeUndefined();
  });

  it('forgets the session after an hour, and at once when the user is disabled', async () => {
    const browser = openBrowser(served.url);
    const url = authorizeUrl(clients.spa, { prompt: 'none' });
    await signInAna(authorizeUrl(clients.spa), browser);

    const user = { UserPoolId: poolId, Username: ana.username };
    await administrator.send(new AdminDisableUserCommand(user));
    const whileDisabled = await browser.get(url);
    await administrator.send(new AdminEnableUserCommand(user));
    clock.now += 3_599_000;
    const within = await browser.get(url);
    clock.now += 1000;
    const after = await browser.get(url);

    expect(whileDisabled.location).toContain('login_required');
    expect(within.location).toContain('code=');
    expect(after.location).toContain('login_required');
  });
});

describe('/logout', () => {
  it('refuses a logout_uri that is not registered', async () => {
    const { location } = await openBrowser(served.url).get(
      `/logout?client_id=${clients.spa}&logout_uri=https://evil.example`,
    );

    expect(location).toBe(`/error?error=redirect_mismatch&client_id=${clients.spa}`);
  });

  it('asks where to go', async () => {
    const { location } = await openBrowser(served.url).get(`/logout?client_id=${clients.spa}`);

    expect(location).toContain('/error?error=invalid_request');
  });

  it('has somebody else sign in with the parameters of an authorization request', async () => {
    const browser = openBrowser(served.url);
    await signInAna(authorizeUrl(clients.spa), browser);

    const page = await browser.follow(authorizeUrl(clients.spa).replace('/oauth2/authorize', '/logout'));

    expect(page.forms).toHaveLength(1);
    expect(browser.cookies.has(sessionCookie)).toBe(false);
  });
});
