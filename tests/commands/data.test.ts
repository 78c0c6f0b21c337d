import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const command = (...options: string[]) =>
  run(process.execPath, ['--import', 'tsx', 'commands/data.ts', ...options], { encoding: 'utf8' });

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'data-command-'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('npm run data', () => {
  it('writes the history that was asked for', async () => {
    const file = join(folder, 'asked.csv');

    const { stdout } = await command('--rows', '1000', '--seed', '1', '--out', file);

    expect(stdout).toBe(`${file}: 1000 cases, seed 1\n`);
    expect(await readFile(file, 'utf8')).toBe(await readFile('data/sample.csv', 'utf8'));
  });

  it.each([
    [
      ['--rows', 'many', '--out', 'x.csv'],
      "option '--rows <number>' argument 'many' is invalid. It must be a whole number from 1 to 1000000.",
    ],
    [['--rows', '1000001', '--out', 'x.csv'], 'It must be a whole number from 1 to 1000000.'],
    [['--rows', '10', '--out', 'package.json/x.csv'], "error: EEXIST: file already exists, mkdir 'package.json'"],
    [['--rows', '10'], "required option '--out <file>' not specified"],
  ])('refuses %j with one clear line', async (options, message) => {
    const refused = command(...options);

    await expect(refused).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(message) });
    await expect(refused).rejects.toMatchObject({ stderr: expect.not.stringContaining('    at ') });
  });
});
