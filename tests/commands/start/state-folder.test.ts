import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, complaint, type Ended, newFolder, start, stepsDone } from '../start-command.ts';
import { firstStart } from './first-start.ts';

afterAll(cleanUp);

/** A start that failed with a single line and no trace of the program's inside. */
function expectComplaint(ended: Ended, text: string): void {
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(complaint(ended)).toBe(text);
  expect(ended.stderr.match(/did not start/g)).toHaveLength(1);
}

describe('a state folder', { timeout: 120_000 }, () => {
  it.each([
    ['state.json', (file: string) => writeFileSync(file, '{')],
    ['cognito.json', (file: string) => writeFileSync(file, '{"formatVersion":2}')],
    ['redshift/redshift_database.duckdb', (file: string) => truncateSync(file, 1_000_000)],
  ])('with a damaged %s is named, with what to do about it', async (name, damage) => {
    const { state } = await firstStart();
    damage(join(state, name));

    const ended = await start(state, '--once');

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(complaint(ended)).toMatch(
      new RegExp(`^${join(state, name)} is damaged.*; start with --reset to begin anew$`),
    );
  });

  it('with a damaged model is named, with what to do about it', async () => {
    const { state } = await firstStart();
    const models = join(state, 'redshift', 'models');
    for (const name of readdirSync(models)) writeFileSync(join(models, name), '{');

    expect(complaint(await start(state, '--once'))).toMatch(
      /^Model predict_outcome_v1 in .* is damaged \(.*\); start with --reset to begin anew$/,
    );
  });

  it('that lost its database gets another', async () => {
    const { state } = await firstStart();
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
