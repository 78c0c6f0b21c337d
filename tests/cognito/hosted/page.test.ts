import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../../local/serve.ts';
import { chromiumPath, launchChromium } from '../../web/chromium.ts';
import {
  ana,
  appClient,
  authorizeUrl,
  callback,
  clients,
  hostedResources,
  openCognito,
  served,
  serveHostedPool,
} from './hosted-pool.ts';

serveHostedPool();

/** Waits until `id` has the focus: a browser heeds `autofocus` with its first frame, which may come after the load. */
const focused = (page: Page, id: string): Promise<void> => page.locator(`#${id}:focus`).waitFor();

const anyPort = { host: '127.0.0.1', port: 0 };

describe.runIf(chromiumPath)('the hosted page in a browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  afterAll(() => browser.close());

  it('signs in by the keyboard alone and without script, and lets the browser go on to the app', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(authorizeUrl(clients.spa, { state: 'kept' }));

    await focused(page, 'username');
    await page.keyboard.type(ana.username);
    await page.keyboard.press('Tab');
    await page.keyboard.type(ana.password);
    const atTheApp = page.waitForRequest((request) => request.url().startsWith(callback));
    await page.keyboard.press('Enter');

    expect((await atTheApp).url()).toMatch(/\?code=[\w-]+&state=kept$/);
    expect(complaints).toEqual([]);
  });

  it('lets the app send the browser on from its callback to wherever it likes', async () => {
    const elsewhere = `${served.url}/error`;
    const app = await serve(async () => ({ status: 302, headers: { location: elsewhere }, body: '' }), anyPort);
    const redirect_uri = `http://localhost:${app.port}/callback`;
    const resources = [...hostedResources, appClient('8forwarding', { CallbackURLs: [redirect_uri] })];
    const cloud = await serve((await openCognito(resources)).handle, anyPort);
    const page = await browser.newPage();
    await page.goto(authorizeUrl('8forwarding', { redirect_uri }).replace(served.url, cloud.url));

    await page.getByLabel('Username').fill(ana.username);
    await page.getByLabel('Password').fill(ana.password);
    await page.getByRole('button', { name: 'Sign in' }).click();

    await page.waitForURL(elsewhere);
    await Promise.all([app.close(), cloud.close()]);
  });

  it('names its fields, says what is wrong with them, and fits a narrow screen', async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 600 } });
    await page.goto(authorizeUrl(clients.spa));

    await page.getByLabel('Username').fill('x'.repeat(200));
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();

    const password = page.getByLabel('Password');
    expect(await page.getByRole('alert').textContent()).toBe('Incorrect username or password.');
    expect(await password.getAttribute('aria-describedby')).toBe('alert');
    await focused(page, 'password');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });
});
