import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, complaint, type Ended, newFolder, start, stepsDone } from '../start-command.ts';
import { firstStart } from './first-start.ts';

const sample = readFileSync('data/sample.csv', 'utf8').trimEnd().split('\n');
const everyStep = ['data', 'synthesize', 'train'];

afterAll(cleanUp);

function ranking({ stdout }: Ended) {
  return JSON.parse(stdout).data.rankStrategies;
}

const running = (state: string) => existsSync(join(state, 'running.json'));
const modelVersion = (ended: Ended) => ranking(ended).model.version;

describe('npm start --once', { timeout: 120_000 }, () => {
  it('does a step again when what it depends on has changed, and no other, also after data that are refused', async () => {
    const { ended: first, state } = await firstStart();
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toBe(`${first.stdout.trim()}\n`);
    expect(ranking(first).strategies).toHaveLength(6);
    expect(stepsDone(first)).toEqual(everyStep);

    const file = join(newFolder(), 'row.csv');
    writeFileSync(file, sample.map((line, index) => (index === 6 ? line.replace(/,\d+,/, ',old,') : line)).join('\n'));
    const refused = await start(state, '--once', '--data', file);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(complaint(refused)).toBe(`${file}, line 7, column age: "old" is not a whole number`);
    expect(refused.stderr.match(/did not start/g)).toHaveLength(1);

    const second = await start(state, '--once');
    expect(second).toMatchObject({ code: 0 });
    expect(second.stdout.match(/│ +\d │/g)).toHaveLength(6);
    expect(second.stdout).toContain(ranking(first).evaluation.summary);
    expect(second.stderr.match(/\(unchanged\)/g)?.length).toBeGreaterThanOrEqual(everyStep.length);
    expect(stepsDone(second)).toEqual([]);
    expect(modelVersion(first)).toBe(1);

    const laterCutOff = await start(state, '--once', '--json', '--cut-off', '2023-03-31');
    expect(stepsDone(laterCutOff)).toEqual(everyStep);
    expect(ranking(laterCutOff).strategies).not.toEqual(ranking(first).strategies);
    expect(modelVersion(laterCutOff)).toBe(2);

    const reset = await start(state, '--once', '--json', '--reset');
    expect(stepsDone(reset)).toEqual(everyStep);
    expect(modelVersion(reset)).toBe(1);
    expect(ranking(reset).strategies).toEqual(ranking(first).strategies);
    expect(running(state)).toBe(false);
  });

  const coinFlips = '../shared/data/loan_remediation_data.csv';

  it.runIf(existsSync(coinFlips))('says so when the history teaches nothing', async () => {
    const ended = await start(newFolder(), '--once', '--json', '--data', coinFlips);

    expect(ended).toMatchObject({ code: 0 });
    const { strategies, evaluation } = ranking(ended);
    expect(evaluation).toMatchObject({ betterThanChance: false });
    expect(evaluation.summary).toMatch(/chance/);
    expect(strategies.map(({ rank }: { rank: number }) => rank)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});
