import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ModelNotReadyError, ThrottledError } from '../../handlers/errors.ts';
import { chromiumPath, launchChromium, openPage, rankStrategies, signIn } from './chromium.ts';
import { startStandIn } from './start-stand-in.ts';

// States that a healthy stack does not get into, so an API that speaks the same schema stands in.
describe.runIf(chromiumPath)('the page', () => {
  let stack: Awaited<ReturnType<typeof startStandIn>>;
  let browser: Browser;

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStandIn(), launchChromium()]);
  });
  afterEach(() => Object.assign(stack.state, { betterThanChance: true, failure: null, token: 'a.b.c' }));
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

  it('asks to sign in again when the token has expired, and keeps what was typed', async () => {
    const { page } = await openPage(browser, stack.url);
    await signIn(page);
    await page.getByRole('textbox', { name: 'Age' }).fill('51');
    stack.state.token = 'd.e.f';
    await rankStrategies(page);

    await page.getByText('Your session has ended. Please sign in again.').waitFor();
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
    { failure: new ThrottledError(), text: 'Too many questions at once.' },
  ])('explains $failure.name and what to do', async ({ failure, text }) => {
    stack.state.failure = failure;
    const { page } = await openPage(browser, stack.url);
    await signIn(page);
    await rankStrategies(page);

    await page.getByText(text).waitFor();
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

  it('sends a visitor without a session from the explorer to the sign-in', async () => {
    const { page } = await openPage(browser, `${stack.url}`);
    await page.goto(`${stack.url}/explorer.html`);

    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.close();
  });
});
