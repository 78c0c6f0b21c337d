import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, type Ended, newFolder, start, stepsDone } from '../start-command.ts';

const everyStep = ['data', 'synthesize', 'train'];

afterAll(cleanUp);

function ranking({ stdout }: Ended) {
  return JSON.parse(stdout).data.rankStrategies;
}

const running = (state: string) => existsSync(join(state, 'running.json'));
const modelVersion = (ended: Ended) => ranking(ended).model.version;

describe('npm start --once', { timeout: 120_000 }, () => {
  it('does a step again when what it depends on has changed, and no other', async () => {
    const state = newFolder();
    const first = await start(state, '--once', '--json');
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toBe(`${first.stdout.trim()}\n`);
    expect(ranking(first).strategies).toHaveLength(6);
    expect(stepsDone(first)).toEqual(everyStep);

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
