import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, type Ended, launch, newFolder, small, start, stepsDone } from './start-command.ts';

const shell = promisify(execFile);
const everyStep = ['data', 'synthesize', 'train'];

afterAll(cleanUp);

function ranking({ stdout }: Ended) {
  return JSON.parse(stdout).data.rankStrategies;
}

const running = (state: string) => existsSync(join(state, 'running.json'));
const modelVersion = (ended: Ended) => ranking(ended).model.version;

describe.concurrent('npm start --once', { timeout: 120_000 }, () => {
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

describe.concurrent('npm start', { timeout: 120_000 }, () => {
  it('serves the request that it prints, until SIGINT', async () => {
    const state = newFolder();
    const recourse = launch('start', small(state));
    const said = await recourse.says('Press Ctrl-C');

    const [, curl = ''] = /(curl -s [\s\S]*?\n {4}-d '.*')\n/.exec(said) ?? [];
    const { stdout } = await shell('sh', ['-c', curl]);
    expect(JSON.parse(stdout).data.rankStrategies.strategies).toHaveLength(6);

    const other = await launch('start', [...small(state), '--reset']).ended;
    expect(other).toMatchObject({ code: 1, stdout: '' });
    expect(other.stderr.trim()).toBe(
      `Recourse did not start: The state folder ${state} is in use by another start; end that one, or choose another folder with --state`,
    );

    const [, port = ''] = /127\.0\.0\.1:(\d+)/.exec(said) ?? [];
    const samePort = await launch('start', ['--state', newFolder(), '--rows', '1500', '--port', port]).ended;
    expect(samePort.code).toBe(1);
    expect(samePort.stderr).toMatch(
      new RegExp(`\n\nRecourse did not start: Port ${port} on 127.0.0.1 is in use; choose another with --port N.*\n$`),
    );

    recourse.process.kill('SIGINT');
    expect(await recourse.ended).toMatchObject({ code: 0 });
    expect(running(state)).toBe(false);
    expect(await launch('token', ['--state', state]).ended).toEqual({
      code: 1,
      stdout: '',
      stderr: `Nothing runs from ${state}; start it with: npm start\n`,
    });
  });

  it.each([
    ['SIGINT', 'Train the model'],
    ['SIGTERM', 'Make 20,000 cases'],
    ['SIGTERM', 'Build the bundles'],
  ] as const)('ends at %s in the middle of "%s"', async (signal, step) => {
    const state = newFolder();
    const recourse = launch('start', ['--state', state, '--port', '0']);
    await recourse.says(step);

    recourse.process.kill(signal);

    const { code, stderr } = await recourse.ended;
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringContaining('did not') });
    expect(running(state)).toBe(false);
  });
});

describe.concurrent('the command line of npm start', () => {
  it('explains itself', async () => {
    const { code, stdout, stderr } = await launch('start', ['--help']).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const option of ['--data', '--rows', '--seed', '--port', '--host', '--reset', '--once', '--json', '--state'])
      expect(stdout).toContain(option);
  });

  it.each([
    [['--nonsense'], "error: unknown option '--nonsense'"],
    [['--cut-off', '2023-02-30'], "'2023-02-30' is invalid. It must be a date, YYYY-MM-DD."],
    [['--host', ''], "error: option '--host <address>' argument '' is invalid. It is empty."],
    [['extra'], 'error: too many arguments'],
  ])('refuses %j with one clear line', async (args, line) => {
    const { code, stdout, stderr } = await launch('start', args).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(line);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
