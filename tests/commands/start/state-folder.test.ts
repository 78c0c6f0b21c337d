import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, complaint, type Ended, newFolder, start, stepsDone } from '../start-command.ts';

let made: string;

beforeAll(async () => {
  made = join(newFolder(), 'state');
  expect(await start(made, '--once')).toMatchObject({ code: 0 });
}, 120_000);

afterAll(cleanUp);

function copyOfMade(): string {
  const state = join(newFolder(), 'state');
  cpSync(made, state, { recursive: true });
  return state;
}

/** A start that failed with a single line and no trace of the program's inside. */
function expectComplaint(ended: Ended, text: string): void {
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(complaint(ended)).toBe(text);
  expect(ended.stderr.match(/did not start/g)).toHaveLength(1);
}

const sample = readFileSync('data/sample.csv', 'utf8').trimEnd().split('\n');

describe('a state folder', { timeout: 120_000 }, () => {
  it.each([
    ['state.json', (file: string) => writeFileSync(file, '{')],
    ['cognito.json', (file: string) => writeFileSync(file, '{"formatVersion":2}')],
    ['redshift/redshift_database.duckdb', (file: string) => truncateSync(file, 1_000_000)],
  ])('with a damaged %s is named, with what to do about it', async (name, damage) => {
    const state = copyOfMade();
    damage(join(state, name));

    const ended = await start(state, '--once');

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(complaint(ended)).toMatch(
      new RegExp(`^${join(state, name)} is damaged.*; start with --reset to begin anew$`),
    );
  });

  it('with a damaged model is named, with what to do about it', async () => {
    const state = copyOfMade();
    const models = join(state, 'redshift', 'models');
    for (const name of readdirSync(models)) writeFileSync(join(models, name), '{');

    expect(complaint(await start(state, '--once'))).toMatch(
      /^Model predict_outcome_v1 in .* is damaged \(.*\); start with --reset to begin anew$/,
    );
  });

  it('that lost its database gets another', async () => {
    const state = copyOfMade();
    rmSync(join(state, 'redshift'), { recursive: true });

    const ended = await start(state, '--once');

    expect(ended).toMatchObject({ code: 0 });
    expect(stepsDone(ended)).toEqual(['train']);
  });

  it('that is a file is refused', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');

    expectComplaint(
      await start(file, '--once'),
      `The state folder ${file} cannot be used (${file} is a file); choose another with --state`,
    );
  });

  it.runIf(process.platform === 'linux')('that cannot be made is refused', async () => {
    const ended = await start('/proc/recourse/state', '--once');
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(complaint(ended)).toMatch(
      /^The state folder \/proc\/recourse\/state cannot be used \(.*\/proc\/recourse'\)/,
    );
  });
});

describe('--data', () => {
  it('names file, line and column of what is wrong, and keeps what there was', { timeout: 120_000 }, async () => {
    const state = copyOfMade();
    const file = join(newFolder(), 'row.csv');
    const lines = sample.map((line, index) => (index === 6 ? line.replace(/,\d+,/, ',old,') : line));
    writeFileSync(file, lines.join('\n'));

    const ended = await start(state, '--once', '--data', file);

    expectComplaint(ended, `${file}, line 7, column age: "old" is not a whole number`);
    const again = await start(state, '--once');
    expect(again).toMatchObject({ code: 0 });
    expect(stepsDone(again)).toEqual([]);
  });
});
