import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultHistory } from '../../data/sampling-domain.ts';
import { writeHistory } from '../../data/write-history.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'write-history-'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('writeHistory', () => {
  it('writes the header of the loan history and a line for each case', async () => {
    const path = join(folder, 'lines.csv');

    await writeHistory({ path, rows: 200, seed: 5 });

    const [header, ...lines] = (await readFile(path, 'utf8')).split('\n');
    expect(header).toBe(
      'customer_id,age,gender,income,loan_type,loan_amount,interest_rate,loan_term,loan_interest_rate,credit_score,' +
        'employment_status,marital_status,remediation_strategy,missed_payments,missed_payments_duration,successful,timestamp',
    );
    expect(lines.pop()).toBe('');
    expect(lines).toHaveLength(200);
    for (const line of lines)
      expect(line).toMatch(
        /^\d+,\d\d,(Fem|M)ale,\d+,[A-Z][a-z]+,\d+,0\.\d\d?,\d\d,\d\d?,\d{3},[A-Z][a-z-]+,[A-Z][a-z]+,[A-Z][A-Za-z ]+,\d\d?,\d\d?,(True|False),20\d\d-\d\d-\d\d$/,
      );
  });

  it('writes the same bytes for the same rows and seed', async () => {
    const paths = ['one.csv', 'two.csv', 'three.csv'].map((name) => join(folder, name));
    for (const [index, path] of paths.entries()) await writeHistory({ path, rows: 3000, seed: index === 2 ? 6 : 5 });

    const [one, two, three] = await Promise.all(paths.map((path) => readFile(path, 'utf8')));

    expect(two).toBe(one);
    expect(three).not.toBe(one);
  });

  it('is what the committed sample was made by', async () => {
    const path = join(folder, 'sample.csv');

    await writeHistory({ path, rows: 1000, seed: defaultHistory.seed });

    expect(await readFile(path, 'utf8')).toBe(
      await readFile(new URL('../../data/sample.csv', import.meta.url), 'utf8'),
    );
  });

  it('tells how much is done', async () => {
    const reports: number[] = [];

    await writeHistory({ path: join(folder, 'p.csv'), rows: 4000, seed: 5, onProgress: (done) => reports.push(done) });

    expect(reports).toEqual([0.25, 0.5, 0.75, 1]);
  });

  it('makes the folder that it writes to', async () => {
    await writeHistory({ path: join(folder, 'deep', 'er', 'x.csv'), rows: 10, seed: 5 });

    expect(await readdir(join(folder, 'deep', 'er'))).toEqual(['x.csv']);
  });

  it('leaves the earlier file as it was when there are too few cases for the cut-off', async () => {
    const path = join(folder, 'few', 'few.csv');
    await writeHistory({ path, rows: 10, seed: 5 });
    const earlier = await readFile(path, 'utf8');

    const refused = writeHistory({ path, rows: 400, seed: 5, cutOff: '2023-01-31' });

    await expect(refused).rejects.toThrow(RangeError);
    await expect(refused).rejects.toThrow(
      /^400 generated rows leave 3\d\d rows before the cut-off 2023-01-31; training needs at least 500 \(--rows\)$/,
    );
    expect(await readFile(path, 'utf8')).toBe(earlier);
    expect(await readdir(join(folder, 'few'))).toEqual(['few.csv']);
  });

  it('says which outcome is missing, and on which side of the cut-off', async () => {
    const refused = writeHistory({ path: join(folder, 'one-side.csv'), rows: 1000, seed: 5, cutOff: '2030-01-01' });

    await expect(refused).rejects.toThrow(
      '1000 generated rows leave 0 successes and 0 failures from the cut-off 2030-01-01 on, for evaluation; each must be 2 or more (--rows)',
    );
  });

  it('writes nothing in the place of a folder', async () => {
    const path = join(folder, 'taken');
    await writeHistory({ path: join(path, 'x.csv'), rows: 1, seed: 5 });
    await writeFile(join(path, 'keep'), '');

    await expect(writeHistory({ path, rows: 10, seed: 5 })).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);

    expect(await readdir(path)).toEqual(['keep', 'x.csv']);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
