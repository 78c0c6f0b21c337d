import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ModelNotReadyError, WarehouseUnavailableError } from '../../handlers/errors.ts';
import { clientId } from '../cognito/user-pool.ts';
import { chromiumPath, launchChromium, openPage, rankStrategies, signIn, type WatchedPage } from './chromium.ts';
import { startStandIn } from './start-stand-in.ts';

// States that a healthy stack does not get into, so an API that speaks the same schema stands in.
describe.runIf(chromiumPath)('the page', () => {
  let stack: Awaited<ReturnType<typeof startStandIn>>;
  let browser: Browser;

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStandIn(), launchChromium()]);
  });
  afterEach(() => stack.reset());
  afterAll(async () => {
    await browser?.close();
    await stack?.close();
  });

  it('says that a model no better than chance cannot tell the strategies apart, and ranks them all equal', async () => {
    stack.state.betterThanChance = false;
    const { page } = await openPage(browser, stack.url);
    await signIn(page);
    await rankStrategies(page);

    await page.getByText('The model cannot tell these strategies apart.').waitFor();
    expect(await page.getByText('did no better than chance').count()).toBe(2);
    expect(await page.locator('.bar__rank').allTextContents()).toEqual(Array(6).fill('Shared rank =1'));
    expect(await page.locator('.bar--best').count()).toBe(0);
    await page.close();
  });

  it('names the fields outside what the model saw in training', async () => {
    const { page } = await openPage(browser, stack.url);
    await signIn(page);
    await page.getByRole('textbox', { name: 'Age' }).fill('70');
    await rankStrategies(page);

    const note = page.getByText('Outside what the model saw in training');
    expect(await note.textContent()).toContain('Age');
    await page.close();
  });

  it('renews the token when the API refuses it, and asks again', async () => {
    const { page } = await openPage(browser, stack.url);
    await signIn(page);
    stack.state.accepts = refuseTheFirst();
    await rankStrategies(page);

    await page.getByRole('heading', { name: 'Strategies for customer 456904' }).waitFor();
    await page.close();
  });

  it('renews a token that has expired before it asks with it', async () => {
    const { page, complaints } = await openPage(browser, stack.url);
    await signIn(page);
    const renewal = page.waitForRequest((request) =>
      /GetTokensFromRefreshToken/.test(request.headers()['x-amz-target'] ?? ''),
    );
    await page.clock.setFixedTime(Date.now() + 2 * 3_600_000);
    await rankStrategies(page);

    await renewal;
    await page.getByRole('heading', { name: 'Strategies for customer 456904' }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('asks to sign in again when no token is good enough, and keeps what was typed', async () => {
    const { page } = await openPage(browser, stack.url);
    await signIn(page);
    await page.getByRole('textbox', { name: 'Age' }).fill('51');
    stack.state.accepts = () => false;
    await rankStrategies(page);

    await page.getByText('Your session has ended. Please sign in again.').waitFor();
    stack.reset();
    await signIn(page);
    expect(await page.getByRole('textbox', { name: 'Age' }).inputValue()).toBe('51');
    await page.close();
  });

  it('forgets the token and the borrower when the user signs out', async () => {
    const { page } = await openPage(browser, stack.url);
    await signIn(page);
    await page.getByRole('textbox', { name: 'Age' }).fill('51');
    await page.getByRole('button', { name: 'Sign out' }).click();

    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
    await page.close();
  });

  it.each([
    { failure: new ModelNotReadyError('TRAINING'), text: 'The first model is still in training.' },
    { failure: new WarehouseUnavailableError({}, 0), text: 'The warehouse does not answer.' },
  ])('explains $failure.name and what to do, where a phone’s reader sees it', async ({ failure, text }) => {
    stack.state.failure = failure;
    const { page } = await openPage(browser, stack.url, { viewport: { width: 375, height: 720 } });
    await signIn(page);
    await rankStrategies(page);

    const isInSight = (element: Element) => element.getBoundingClientRect().bottom < innerHeight;
    await expect.poll(() => page.getByText(text).evaluate(isInSight)).toBe(true);
    await page.close();
  });

  it('copies the query', async () => {
    const { page } = await openPage(browser, stack.url, { permissions: ['clipboard-read', 'clipboard-write'] });
    await signIn(page);
    await rankStrategies(page);
    await page.getByRole('button', { name: 'Copy query' }).click();

    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^query rankStrategies\(/);
    await page.close();
  });

  it('has a user with a temporary password choose a new one, by the pool’s rules', async () => {
    await stack.invite('grace', 'temporary-1234');
    const { page } = await openPage(browser, stack.url);
    await page.getByLabel('User name').fill('grace');
    await page.getByLabel('Password').fill('temporary-1234');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('New password').fill('short-1');
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('Password not long enough').waitFor();
    await page.getByLabel('New password').fill('her-own-password-1');
    await page.getByRole('button', { name: 'Set password' }).click();

    await page.getByText('grace').waitFor();
    await page.close();
  });

  describe('with the explorer', () => {
    it('lets a visitor in, opens with our operations and shows the docs', async () => {
      const { page, complaints } = await openExplorer(browser, stack.url);

      const tabs = page.locator('.graphiql-tab-button');
      expect(await tabs.allTextContents()).toEqual(['rankStrategies', 'predictOutcome', 'model']);
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.locator('.graphiql-doc-explorer').getByText('StrategyRanking', { exact: true }).click();
      await page.getByText('The six strategies for one customer, best first.').first().waitFor();
      await page.getByRole('button', { name: 'Show Examples' }).click();
      await page.getByRole('button', { name: /^model The active model/ }).press('Enter');
      expect(await tabs.count()).toBe(4);
      await page.keyboard.press('Control+Enter');
      await expect.poll(() => response(page)).toContain('"model"');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      expect(complaints).toEqual([]);
      await page.close();
    });

    it('renews the token, and asks to sign in again when no token is good enough', async () => {
      const { page } = await openExplorer(browser, stack.url);
      stack.state.accepts = refuseTheFirst();
      await execute(page);
      await expect.poll(() => response(page)).toMatch(/"rank":\s*1/);

      stack.state.accepts = () => false;
      await execute(page);
      await page.getByText('Your session has ended. Please sign in again.').waitFor();
      stack.reset();
      await page.getByRole('button', { name: 'Sign in' }).click();
      await variables(page, '"customerId"');
      await page.close();
    });

    it('asks to sign in as the demo user of now where the user pool of the session is gone', async () => {
      const { page } = await openExplorer(browser, stack.url);
      stack.config.demo = { username: 'nora', password: 'of-the-new-pool-1' };
      stack.state.accepts = () => false;
      await page.route(`${stack.url}/`, (route) =>
        route.continue({ postData: route.request().postData()?.replace(clientId, 'gone') ?? '' }),
      );
      await execute(page);

      await page.getByText('Your session has ended. Please sign in again.').waitFor();
      await expect.poll(() => page.getByLabel('User name').inputValue()).toBe('nora');
      await page.close();
    });

    it('says why there is no schema, and tries again', async () => {
      stack.state.introspection = false;
      const { page } = await openExplorer(browser, stack.url);
      await page.getByRole('status').getByText('Introspection is off').waitFor();
      await execute(page);
      await expect.poll(() => response(page)).toMatch(/"rank":\s*1/);

      await page.route('**/graphql', (route) => route.abort());
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('status').getByText('The API does not answer. Is it running?').waitFor();
      await page.unroute('**/graphql');
      stack.reset();
      await page.getByRole('button', { name: 'Try again' }).click();
      await variables(page, '"customerId"');
      expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
      await page.close();
    });

    it('writes examples from the schema of an API that is not ours, and asks for a token where it cannot sign in', async () => {
      stack.config.homePage = 'explorer';
      const { page, complaints } = await openExplorer(browser, stack.url);

      await variables(page, '"input"');
      await page.getByText('GraphQL explorer').waitFor();
      expect(await page.getByRole('link').count()).toBe(0);

      expect(complaints).toEqual([]);

      stack.config.userPoolClientId = null;
      stack.state.accepts = () => false;
      await page.reload();
      await page.getByRole('status').getByText('No app client of the user pool lets this page sign in').waitFor();
      await page.close();
    });
  });
});

/** Refuses the token that comes first, as if it had been revoked, and takes any other. */
function refuseTheFirst(): (token: string) => boolean {
  let first: string | undefined;
  return (token) => {
    first ??= token;
    return token !== first;
  };
}

/** Opens the explorer and signs in there. */
async function openExplorer(browser: Browser, url: string): Promise<WatchedPage> {
  const opened = await openPage(browser, url, {}, '/explorer.html');
  await opened.page.getByRole('button', { name: 'Sign in' }).click();
  await opened.page.locator('.graphiql-query-editor .view-line').first().waitFor();
  return opened;
}

const execute = (page: Page) => page.getByRole('button', { name: /Execute query/ }).click();
const response = (page: Page) => page.locator('.graphiql-response').textContent();

/** Waits until the editor of the variables shows a line with this text. */
const variables = (page: Page, text: string) =>
  page.locator('.graphiql-editor-tool .view-line', { hasText: text }).first().waitFor();
