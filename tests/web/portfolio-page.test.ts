import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WarehouseUnavailableError } from '../../handlers/errors.ts';
import { exampleCsv } from '../../web/portfolio/example-csv.ts';
import { chromiumPath, launchChromium, openPage, type WatchedPage } from './chromium.ts';
import { startStandIn } from './start-stand-in.ts';

const [header = '', example = ''] = exampleCsv.split('\n');
const aged = (customerId: number, age: number | string) => example.replace('456904,38', `${customerId},${age}`);

/** As many customers as asked for, who cannot be told from each other but by their numbers. */
const many = (count: number) =>
  [header, ...Array.from({ length: count }, (_, index) => aged(index + 1, 38))].join('\n');

describe.runIf(chromiumPath)('the portfolio page', () => {
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

  it('reads a CSV, ranks its customers, and sorts, filters and downloads them', async () => {
    const { page, complaints } = await openPortfolio(browser, stack.url);
    const rows = [aged(1, 30), aged(2, 'old'), aged(3, 70), aged(4, 12), aged(5, 31)];
    await choose(page, [header, ...rows].join('\n'));
    await page.getByText('4 customers to rank. 1 row cannot be read.').waitFor();
    await page.getByRole('button', { name: 'Rank 4 customers' }).click();
    await page.getByText('3 of 4 customers ranked. 1 refused. 1 row cannot be read.').waitFor();

    expect(await cells(page, 'best')).toEqual(['Refinancing', '', 'Loan Restructuring', '', 'Deferment']);
    expect(await cells(page, 'outOfRange')).toEqual(['', '', 'Age', '', '']);
    expect(await cells(page, 'problem')).toEqual([
      '',
      'age is “old”, not a number.',
      '',
      'age is 12, not between 18 and 120.',
      '',
    ]);
    const title = page.getByRole('columnheader', { name: 'Best strategy' });
    await title.getByRole('button').press('Enter');
    expect(await title.getAttribute('aria-sort')).toBe('ascending');
    expect(await cells(page, 'customer')).toEqual(['5', '3', '1', '2', '4']);
    await page.getByLabel('Only errors (2)').check();
    expect(await cells(page, 'line')).toEqual(['3', '5']);
    expect(await downloaded(page)).toMatch(/^\ufeffline,.*\r\n3,2,.*not a number\.",,\r\n5,4,.*\r\n$/);
    await page.getByLabel('Only errors (2)').uncheck();
    await page.getByLabel('Best strategy').selectOption({ label: 'Deferment (1)' });
    await page.getByLabel('Search').fill('5');
    expect(await cells(page, 'customer')).toEqual(['5']);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('goes through 5,000 customers by 500, until it is stopped, and then through the others', async () => {
    const { page, complaints } = await openPortfolio(browser, stack.url);
    let asked = 0;
    await page.route('**/graphql', async (route) => {
      asked++;
      // The third is never answered.
      if (asked !== 3) await route.continue();
    });
    await choose(page, many(5000));
    await page.getByRole('button', { name: 'Rank 5,000 customers' }).click();
    await page.getByText('Ranking: 1,000 of 5,000 customers done.').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('1,000 of 5,000 customers ranked.').waitFor();
    await page.getByRole('button', { name: 'Rank the other 4,000' }).click();
    await page.getByText('5,000 of 5,000 customers ranked.').waitFor();

    expect(asked).toBe(11);
    expect(await page.getByRole('progressbar').evaluate(({ value, max }: HTMLProgressElement) => value / max)).toBe(1);
    expect(await cells(page, 'customer')).toHaveLength(100);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Rows 101 to 200 of 5,000').waitFor();
    await page.getByLabel('Search').fill('4999');
    await page.getByText('Rows 1 to 2 of 2').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows no best strategy where the model is no better than chance', async () => {
    stack.state.betterThanChance = false;
    const { page } = await openPortfolio(browser, stack.url);
    await choose(page, many(2));
    await page.getByRole('button', { name: 'Rank 2 customers' }).click();

    await page.getByText('The model cannot tell the strategies apart, so none is shown as the best.').waitFor();
    await page.getByText('did no better than chance').waitFor();
    expect(await cells(page, 'best')).toEqual(['No better than chance', 'No better than chance']);
    expect(await cells(page, 'probability')).toEqual(['', '']);
    await page.close();
  });

  it('keeps what it has when the API fails or the session ends', async () => {
    const { page } = await openPortfolio(browser, stack.url);
    await choose(page, many(501));
    await page.route('**/graphql', async (route) => {
      const reply = await route.fetch();
      stack.state.failure = new WarehouseUnavailableError({}, 60_000);
      await route.fulfill({ response: reply });
    });
    await page.getByRole('button', { name: 'Rank 501 customers' }).click();
    await page.getByText('The warehouse does not answer.').waitFor();
    await page.unroute('**/graphql');
    stack.reset();
    stack.state.accepts = () => false;
    await page.getByRole('button', { name: 'Rank the other 1' }).click();
    await page.getByText('Your session has ended. Please sign in again.').waitFor();
    stack.reset();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Rank the other 1' }).click();

    await page.getByText('501 of 501 customers ranked.').waitFor();
    await page.close();
  });

  it('is reached from the header and used by keyboard alone, on a phone too', async () => {
    const viewport = { width: 375, height: 720 };
    const { page, complaints } = await openPage(browser, stack.url, { viewport });
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Portfolio' }).press('Enter');
    await page.getByRole('button', { name: 'Use example' }).press('Enter');
    await page.getByRole('button', { name: 'Read the rows' }).press('Enter');
    await expect.poll(() => focusedText(page)).toBe('Pasted rows');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('1 of 1 customers ranked.').waitFor();

    await expect.poll(() => focusedText(page)).toBe('All done');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('takes a CSV that is dropped or pasted, and says why one cannot be read', async () => {
    const { page } = await openPortfolio(browser, stack.url);
    await drop(page.locator('h1'), 'notes.txt', 'some notes\nof a meeting');
    await page.getByText('notes.txt cannot be read. The first line must name the columns: customer_id').waitFor();
    await drop(page.locator('h1'), 'two.csv', many(2));
    await page.getByRole('button', { name: 'Rank 2 customers' }).waitFor();
    await page.getByRole('button', { name: 'Another CSV' }).click();
    await page.getByLabel('Paste rows').evaluate((field, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', text);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, many(3));

    await page.getByRole('button', { name: 'Rank 3 customers' }).waitFor();
    await page.close();
  });
});

/** Opens the portfolio page and signs in there. */
async function openPortfolio(browser: Browser, url: string): Promise<WatchedPage> {
  const opened = await openPage(browser, url, {}, '/portfolio.html');
  await opened.page.getByRole('button', { name: 'Sign in' }).click();
  await opened.page.getByRole('heading', { name: 'Customers as a CSV' }).waitFor();
  return opened;
}

const choose = (page: Page, csv: string) =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name: 'borrowers.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });

const cells = (page: Page, column: string) => page.locator(`td.row__${column}`).allTextContents();

async function downloaded(page: Page): Promise<string> {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const download = await started;
  expect(download.suggestedFilename()).toBe('borrowers-ranked.csv');
  return readFileSync(await download.path(), 'utf8');
}

const drop = (target: Locator, name: string, text: string) =>
  target.evaluate(
    (element, [fileName, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], fileName));
      element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text] as const,
  );

const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim());
