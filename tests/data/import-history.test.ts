import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { historyColumns } from '../../data/history-columns.ts';
import { HistoryCsvError } from '../../data/history-csv-error.ts';
import { importHistory } from '../../data/import-history.ts';

const foreignSample = process.env.RECOURSE_SAMPLE ?? '../shared/data/loan_remediation_data.csv';
const sample = await readFile(new URL('../../data/sample.csv', import.meta.url), 'utf8');
const lines = sample.trimEnd().split('\n');
const header = lines[0] ?? '';

let folder: string;
let source: string;
let target: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-history-'));
  source = join(folder, 'history.csv');
  target = join(folder, 'target.csv');
});

beforeEach(() => rm(target, { force: true }));

afterAll(() => rm(folder, { recursive: true }));

/** The sample's text with one value of one row (from 1) replaced. */
function withValue(row: number, column: string, text: string): string {
  const changed = [...lines];
  const values = (changed[row] ?? '').split(',');
  values[historyColumns.indexOf(column)] = text;
  changed[row] = values.join(',');
  return `${changed.join('\n')}\n`;
}

/** Rewrites each line of the sample. */
const mapLines = (change: (line: string, index: number) => string) => `${lines.map(change).join('\n')}\n`;

async function imported(text: string | Buffer): Promise<string> {
  await writeFile(source, text);
  await importHistory({ source, target });
  return readFile(target, 'utf8');
}

/** The message of the error, from the file's own name on. */
async function refusal(text: string | Buffer, cutOff?: string): Promise<string> {
  await rm(target, { force: true });
  await writeFile(source, text);
  const error = await importHistory({ source, target, cutOff }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HistoryCsvError);
  const { message } = error as HistoryCsvError;
  expect(message).not.toContain('\n');
  expect(existsSync(target)).toBe(false);
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  return message.replace(`${folder}/`, '');
}

describe('importHistory', () => {
  it('writes a canonical history unchanged and counts its rows', async () => {
    await writeFile(source, sample);

    expect(await importHistory({ source, target, cutOff: '2023-01-31' })).toEqual({ rows: 1000 });

    expect(await readFile(target, 'utf8')).toBe(sample);
  });

  it('takes columns in any order', async () => {
    const reversed = mapLines((line) => line.split(',').reverse().join(','));

    expect(await imported(reversed)).toBe(sample);
  });

  it('takes byte order marks, CRLF, blank lines, quotes and a last line without an end', async () => {
    const crlf = lines.join('\r\n');
    const quoted = mapLines((line) => `"${line.replaceAll(',', '","')}"`);

    expect(await imported(`\uFEFF${crlf}`)).toBe(sample);
    expect(await imported(Buffer.from(`\uFEFF${crlf}\r\n`, 'utf16le'))).toBe(sample);
    expect(await imported(`${lines.join('\n\n')}\n\n`)).toBe(sample);
    expect(await imported(quoted)).toBe(sample);
  });

  it('writes numbers and booleans in one spelling', async () => {
    const loose = mapLines((line, index) =>
      index === 0
        ? line
        : line
            .replace(/,True,/, ',TRUE,')
            .replace(/,False,/, ',false,')
            .replace(/,0\.(\d+),/, ',+.$1,'),
    );

    expect(await imported(loose)).toBe(sample);
  });

  it.each(['"Ünal, ""Bo"""', '🦊'.repeat(64)])('keeps any text that names a customer: %s', async (text) => {
    const row = (await imported(withValue(3, 'customer_id', text))).split('\n')[3];

    expect(row?.startsWith(`${text},`)).toBe(true);
  });

  it('reports progress up to the whole', async () => {
    const reports: number[] = [];
    await writeFile(
      source,
      mapLines((line, index) => (index === 0 ? line : Array(5).fill(line).join('\n'))),
    );

    await importHistory({ source, target, onProgress: (fraction) => reports.push(fraction) });

    expect(reports).toHaveLength(5);
    expect(reports).toEqual([...reports].sort((one, other) => one - other));
    expect(reports.at(-1)).toBeCloseTo(1, 2);
  });

  it.runIf(existsSync(foreignSample))(
    `takes ${foreignSample} as it is (runs only where that file exists)`,
    async () => {
      expect(await importHistory({ source: foreignSample, target, cutOff: '2023-01-31' })).toEqual({ rows: 1000 });
    },
  );

  it.each([
    ['credit_score', '900', '900 is not between 300 and 850'],
    ['credit_score', '299.5', '"299.5" is not a whole number'],
    ['age', '17', '17 is not between 18 and 120'],
    ['age', 'forty', '"forty" is not a whole number'],
    ['age', '', 'is empty'],
    ['customer_id', '', 'is empty'],
    ['customer_id', 'x'.repeat(65), 'has 65 characters, more than 64'],
    ['customer_id', '🦊'.repeat(65), 'has 65 characters, more than 64'],
    ['customer_id', '\0', '"\\u0000" is not clean UTF-8 text'],
    ['income', '100000001', '100000001 is not between 0 and 100000000'],
    ['income', '1e5', '"1e5" is not a whole number'],
    ['loan_amount', '0', '0 is not between 1 and 100000000'],
    ['loan_term', '601', '601 is not between 1 and 600'],
    ['interest_rate', '1.2', '1.2 is not between 0 and 1'],
    ['interest_rate', '7%', '"7%" is not a number'],
    ['interest_rate', 'NaN', '"NaN" is not a number'],
    ['loan_interest_rate', '101', '101 is not between 0 and 100'],
    ['missed_payments', '-1', '-1 is not between 0 and 600'],
    ['gender', 'male', '"male" is not one of Male, Female'],
    ['loan_type', 'Boat', '"Boat" is not one of Personal, Auto, Home, Student, Business'],
    ['employment_status', 'SELF_EMPLOYED', '"SELF_EMPLOYED" is not one of Employed, Self-employed, Unemployed'],
    ['marital_status', ' Single', '" Single" is not one of Married, Single, Divorced'],
    ['remediation_strategy', `x${'y'.repeat(60)}`, `"x${'y'.repeat(39)}…" is not one of Payment Reminder, `],
    ['successful', 'yes', '"yes" is neither True nor False'],
    ['timestamp', '2023-02-29', '"2023-02-29" is not a date YYYY-MM-DD'],
    ['timestamp', '31.01.2023', '"31.01.2023" is not a date YYYY-MM-DD'],
    ['timestamp', '2023-01-31 00:00', '"2023-01-31 00:00" is not a date YYYY-MM-DD'],
  ])('refuses %s %j', async (column, value, problem) => {
    const message = await refusal(withValue(16, column, value));

    expect(message).toContain(`history.csv, line 17, column ${column}: ${problem}`);
  });

  it('takes every hard limit itself', async () => {
    const text = mapLines((line, index) => {
      if (index === 1) return '1,18,Male,0,Home,1,0,1,0,300,Employed,Single,Deferment,0,0,True,2020-02-29';
      if (index === 2)
        return 'x,120,Male,100000000,Home,100000000,1,600,100,850,Employed,Single,Deferment,600,600,True,2020-02-29';
      return line;
    });

    expect(await imported(text)).toBe(text);
  });

  it('refuses rates that do not belong together, but takes a binary fraction of dirt', async () => {
    const pair = (rate: string, percent: string) =>
      mapLines((line, index) => {
        const values = line.split(',');
        if (index === 16) values.splice(6, 1, rate);
        if (index === 16) values.splice(8, 1, percent);
        return values.join(',');
      });

    expect(await imported(pair('0.07', '7.000000000000001'))).toContain(',0.07,');
    expect(await imported(pair('0.07', '7.000006'))).toContain(',7.000006,');
    expect(await imported(pair('0.07', '6.999994'))).toContain(',6.999994,');
    // More than a millionth of 7, less than a millionth of itself.
    expect(await refusal(pair('0.07', '7.000007000004'))).toContain('loan_interest_rate: 7.000007000004 is not 100 x');
    expect(await refusal(pair('0.07', '7.00001'))).toBe(
      'history.csv, line 17, column loan_interest_rate: 7.00001 is not 100 x interest_rate, which is 0.07',
    );
  });

  it('refuses a duration without a missed payment and a missed payment without a duration', async () => {
    const pair = (missed: number, duration: number) =>
      mapLines((line, index) =>
        index === 16 ? line.replace(/,\d+,\d+,(True|False),/, `,${missed},${duration},$1,`) : line,
      );

    expect(await imported(pair(0, 0))).toContain(',0,0,');
    for (const [missed, duration] of [
      [0, 3],
      [3, 0],
    ] as const)
      expect(await refusal(pair(missed, duration))).toBe(
        `history.csv, line 17, column missed_payments_duration: ${duration} does not go with ${missed} missed_payments: it is 0 exactly when none was missed`,
      );
  });

  it.each([
    ['a column is missing', header.replace(',credit_score', ''), 'column credit_score: is missing from the header'],
    ['a column stands twice', `${header},age`, 'column age: stands in the header twice'],
    ['there is a column too many', `${header},branch`, 'column "branch": is no column of a loan history'],
    ['semicolons separate', header.replaceAll(',', ';'), 'column customer_id: the values are not separated by commas'],
  ])('refuses a header when %s', async (_, wrong, problem) => {
    const message = await refusal(mapLines((line, index) => (index === 0 ? wrong : line)));

    expect(message).toContain(`history.csv, line 1, ${problem}`);
  });

  it('refuses rows that are too short or too long', async () => {
    const ragged = (change: (line: string) => string) =>
      mapLines((line, index) => (index === 16 ? change(line) : line));

    expect(await refusal(ragged((line) => line.split(',').slice(0, 5).join(',')))).toBe(
      'history.csv, line 17, column loan_amount: the row has 5 values, not 17',
    );
    expect(await refusal(ragged((line) => `${line},`))).toBe(
      'history.csv, line 17, column timestamp: the row has 18 values, not 17',
    );
  });

  it('counts lines as an editor does: blank ones and those inside quotes too', async () => {
    const wrong = withValue(16, 'age', '7').split('\n');
    const broken = wrong.map((line, index) => (index === 1 ? line.replace(/^\d+/, '"a\nb"') : line));

    expect(await refusal(wrong.join('\n\n'))).toContain('history.csv, line 33, column age');
    expect(await refusal(wrong.join('\r\n'))).toContain('history.csv, line 17, column age');
    expect(await refusal(broken.join('\n'))).toContain('history.csv, line 18, column age');
  });

  it('names the line and column of a misplaced quote', async () => {
    expect(await refusal(withValue(16, 'gender', '"Male'))).toBe(
      'history.csv, line 17, column gender: the row has more than 4096 characters; a quote may be missing',
    );
    expect(await refusal(withValue(1000, 'gender', '"Male'))).toBe(
      'history.csv, line 1001, column gender: a quote is opened and never closed',
    );
    expect(await refusal(withValue(16, 'gender', 'M"ale'))).toBe(
      'history.csv, line 17, column gender: a quote stands inside a value that is not quoted',
    );
    expect(await refusal(withValue(16, 'gender', '"M"ale'))).toBe(
      'history.csv, line 17, column gender: text follows a closing quote',
    );
  });

  it('refuses a file without rows, an empty one, none, and a folder', async () => {
    expect(await refusal(`${header}\n`)).toBe('history.csv: has a header but no rows');
    expect(await refusal('')).toBe('history.csv: is empty');
    await expect(importHistory({ source: join(folder, 'none.csv'), target })).rejects.toThrow(
      `${join(folder, 'none.csv')}: there is no such file`,
    );
    await expect(importHistory({ source: folder, target })).rejects.toThrow(`${folder}: is a folder, not a CSV file`);
  });

  it('refuses bytes that are not UTF-8', async () => {
    expect(await refusal(Buffer.from(withValue(16, 'customer_id', 'Jos\xe9'), 'latin1'))).toBe(
      'history.csv, line 17, column customer_id: "Jos\uFFFD" is not clean UTF-8 text',
    );
  });

  it('refuses a history that cannot train or evaluate a model at the cut-off', async () => {
    const always = sample.replaceAll(',False,', ',True,');
    const place = 'history.csv, line 1001, column timestamp: the file ends with';

    expect(await refusal(sample, '2019-01-01')).toMatch(
      new RegExp(`^${place} 1\\d\\d rows before the cut-off 2019-01-01; training needs at least 500$`),
    );
    expect(await refusal(always, '2023-01-31')).toMatch(
      new RegExp(
        `^${place} 8\\d\\d successes and 0 failures before the cut-off 2023-01-31, for training; each must be 2`,
      ),
    );
    expect(await refusal(sample, '2024-12-31')).toBe(
      `${place} 0 successes and 0 failures from the cut-off 2024-12-31 on, for evaluation; each must be 2 or more`,
    );
  });

  it('leaves the earlier target as it was when the last row is bad', async () => {
    await writeFile(target, 'earlier');
    await writeFile(source, withValue(1000, 'age', '7'));

    await expect(importHistory({ source, target })).rejects.toThrow(HistoryCsvError);

    expect(await readFile(target, 'utf8')).toBe('earlier');
  });
});
