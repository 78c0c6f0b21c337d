import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ownExamples } from '../../web/explorer/examples/own-examples.ts';
import { chromiumPath, launchChromium, openPage, rankStrategies, signIn } from './chromium.ts';

describe.runIf(chromiumPath)('the page', () => {
  const stack = inject('stack');
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('fills in the demo user and refuses a wrong password with the reason', async () => {
    const { page } = await openPage(browser, stack.url);

    expect(await page.getByLabel('User name').inputValue()).toBe(stack.demo.username);
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();

    await page.getByText('Incorrect username or password.').waitFor();
    await page.close();
  });

  it('ranks the six strategies, best first, with the model’s evaluation and the query beside them', async () => {
    const { page, complaints } = await openPage(browser, stack.url);
    await signIn(page);
    await rankStrategies(page);

    await page.getByRole('heading', { name: 'Strategies for customer 456904' }).waitFor();
    const percents = await shownPercents(page);
    expect(percents).toHaveLength(6);
    expect(percents).toEqual([...percents].sort((a, b) => b - a));
    await page.getByText(/On [\d,]+ cases that it had not seen the model/).waitFor();
    expect(await page.getByRole('region', { name: 'Variables' }).textContent()).toContain('"creditScore": 424');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('marks each field that breaks a rule and moves the focus to the first', async () => {
    const { page, complaints } = await openPage(browser, stack.url);
    await signIn(page);
    await page.getByRole('textbox', { name: 'Age' }).fill('12');
    await page.getByRole('textbox', { name: 'Interest rate' }).fill('150');
    await page.getByRole('textbox', { name: 'Missed over' }).fill('0');
    await rankStrategies(page);

    const invalid = page.locator('[aria-invalid="true"]');
    await expect.poll(() => invalid.count()).toBe(3);
    expect(await invalid.evaluateAll((fields) => fields.map((field) => field.getAttribute('name')))).toEqual([
      'age',
      'interestRate',
      'missedPaymentsDuration',
    ]);
    await page.getByText('Must be 18 to 120 years.').waitFor();
    await page.getByText('Must be 0 to 100 %.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('age');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('says which input cannot be read, without asking the API', async () => {
    const { page } = await openPage(browser, stack.url);
    await signIn(page);
    let asked = false;
    page.on('request', (request) => {
      asked ||= request.url().endsWith('/graphql');
    });
    await page.getByRole('textbox', { name: 'Income' }).fill('a lot');
    await page.getByRole('button', { name: 'Rank strategies' }).click();

    await page.getByText('Enter a number.').waitFor();
    expect(asked).toBe(false);
    await page.close();
  });

  it('can be used by keyboard alone', async () => {
    const { page } = await openPage(browser, stack.url);
    await page.locator('input[name="username"]:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rank strategies' }).waitFor();

    const reached = await tabThrough(page, 'Rank strategies');
    await page.keyboard.press('Enter');

    expect(reached).toContain('age');
    expect(reached).toContain('missedPaymentsDuration');
    await page.getByRole('heading', { name: 'Strategies for customer 456904' }).waitFor();
    await page.close();
  });

  it('never hides what the keyboard has reached under the buttons', async () => {
    const { page } = await openPage(browser, stack.url, { viewport: { width: 375, height: 560 } });
    await signIn(page);

    const covered = await coveredFields(page);

    expect(covered).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Rank strategies');
    await page.close();
  });

  it('stays where it is when a desktop’s reader asks for a ranking', async () => {
    const { page } = await openPage(browser, stack.url);
    await signIn(page);
    await rankStrategies(page);

    await page.getByRole('heading', { name: 'Strategies for customer 456904' }).waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.close();
  });

  it.each([
    { device: 'a phone', width: 375, height: 720 },
    { device: 'a tablet', width: 820, height: 1100 },
    { device: 'a desktop', width: 1280, height: 900 },
  ])('fits $device without scrolling sideways and without moving under the reader', async ({ width, height }) => {
    const { page } = await openPage(browser, stack.url, { viewport: { width, height } });
    const sidewaysOf = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const signInSideways = await sidewaysOf();
    await signIn(page);
    await rankStrategies(page);
    await page.getByRole('heading', { name: 'Strategies for customer 456904' }).waitFor();

    expect([signInSideways, await sidewaysOf()]).toEqual([0, 0]);
    expect(await layoutShift(page)).toBeLessThan(0.1);
    await page.close();
  });

  it('is dark where the reader’s system is', async () => {
    const lightness = async (colorScheme: 'light' | 'dark') => {
      const { page } = await openPage(browser, stack.url, { colorScheme });
      const color = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await page.close();
      return Math.max(...(color.match(/\d+/g) ?? []).map(Number));
    };

    expect(await lightness('light')).toBeGreaterThan(200);
    expect(await lightness('dark')).toBeLessThan(60);
  });

  it('keeps still where the reader’s system asks for less motion', async () => {
    const durations = async (reducedMotion: 'reduce' | 'no-preference') => {
      const { page } = await openPage(browser, stack.url, { reducedMotion });
      await signIn(page);
      const fills = page.locator('.bar__fill');
      const found = await fills.evaluateAll((bars) => bars.map((bar) => getComputedStyle(bar).transitionDuration));
      await page.close();
      return [...new Set(found)];
    };

    expect(await durations('no-preference')).toEqual(['0.5s']);
    expect(await durations('reduce')).toEqual(['0s']);
  });

  it('opens the query in the explorer, which runs it with the token and asks no other host', async () => {
    const { page, complaints } = await openPage(browser, stack.url);
    await signIn(page);
    await page.getByRole('textbox', { name: 'Age' }).fill('44');
    await rankStrategies(page);
    const introspected = page.waitForResponse((reply) => reply.request().postData()?.includes('__schema') ?? false);
    await page.getByRole('link', { name: 'Open in the explorer' }).click();

    expect(await (await introspected).json()).not.toHaveProperty('errors');
    await page.locator('.graphiql-query-editor .view-line', { hasText: 'rankStrategies' }).first().waitFor();
    await page.getByRole('button', { name: /Execute query/ }).click();
    const response = page.locator('.graphiql-response');
    await expect.poll(() => response.textContent(), { timeout: 15_000 }).toMatch(/"rank":\s*1/);
    expect(await response.textContent()).not.toContain('"errors"');
    expect(await page.locator('.graphiql-editor-tool').textContent()).toMatch(/"age":\s*44/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('ranks the customers of the data’s sample on the portfolio page', async () => {
    const { page, complaints } = await openPage(browser, stack.url);
    await signIn(page);
    await page.getByRole('link', { name: 'Portfolio' }).click();
    const sample = fileURLToPath(new URL('../../data/sample.csv', import.meta.url));
    await page.locator('input[type=file]').setInputFiles(sample);
    await page.getByRole('button', { name: 'Rank 1,000 customers' }).click();

    await page.getByText('1,000 of 1,000 customers ranked.').waitFor();
    await page.getByText(/On [\d,]+ cases that it had not seen the model/).waitFor();
    expect(await page.locator('td.row__best', { hasText: /\w/ }).count()).toBe(100);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each(ownExamples(null))('has an example of $name in the explorer that answers as it stands', async (example) => {
    const response = await fetch(stack.endpoint, {
      method: 'POST',
      headers: { authorization: stack.token },
      body: JSON.stringify({ query: example.query, variables: JSON.parse(example.variables) }),
    });

    expect(await response.json()).toEqual({ data: { [example.name]: expect.any(Object) } });
  });

  it('opens the explorer from the header with an example that runs as it stands', async () => {
    const { page, complaints } = await openPage(browser, stack.url);
    await signIn(page);
    await page.getByRole('link', { name: 'GraphQL explorer' }).click();

    await page.locator('.graphiql-editor-tool .view-line', { hasText: 'customerId' }).first().waitFor();
    await page.getByRole('button', { name: /Execute query/ }).click();
    const response = page.locator('.graphiql-response');
    await expect.poll(() => response.textContent(), { timeout: 15_000 }).toMatch(/"rank":\s*1/);
    expect(await response.textContent()).not.toContain('"errors"');
    expect(complaints).toEqual([]);
    await page.close();
  });
});

const shownPercents = (page: Page): Promise<number[]> =>
  page.locator('.bar__percent').evaluateAll((cells) => cells.map((cell) => Number.parseFloat(cell.textContent ?? '')));

async function tabThrough(page: Page, lastButton: string): Promise<string[]> {
  const reached: string[] = [];
  while (reached.at(-1) !== lastButton && reached.length < 40) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate(
        () => document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent ?? 'nothing',
      ),
    );
  }
  return reached;
}

/** Tabs from the title to the form's button and names each input that something else lies on top of. */
async function coveredFields(page: Page): Promise<string[]> {
  await page.locator('h1').focus();
  const covered: string[] = [];
  for (let fields = 0; fields < 20; fields++) {
    await page.keyboard.press('Tab');
    const { name, isButton, isCovered } = await page.evaluate(() => {
      const focused = document.activeElement;
      const { left = 0, width = 0, bottom = 0 } = focused?.getBoundingClientRect() ?? {};
      const top = document.elementFromPoint(left + width / 2, bottom - 2);
      return {
        name: focused?.getAttribute('name'),
        isButton: focused?.tagName === 'BUTTON',
        isCovered: top !== focused,
      };
    });
    if (isButton) break;
    if (isCovered) covered.push(name ?? 'nothing');
  }
  return covered;
}

const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[];
          resolve(shifts.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0));
        }).observe({ type: 'layout-shift', buffered: true });
        // No shift at all is no entry, and then the observer is never called.
        setTimeout(() => resolve(0), 500);
      }),
  );
