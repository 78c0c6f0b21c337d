import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, launch, newFolder, small } from '../start-command.ts';
import { firstStart } from './first-start.ts';

const shell = promisify(execFile);

afterAll(cleanUp);

const running = (state: string) => existsSync(join(state, 'running.json'));

/** A state in which nothing but the training is left to do. */
async function withoutDatabase(): Promise<string> {
  const { state } = await firstStart();
  rmSync(join(state, 'redshift'), { recursive: true });
  return state;
}

describe('npm start', { timeout: 120_000 }, () => {
  it('serves the request that it prints, until SIGINT', async () => {
    const { state } = await firstStart();
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
    const { state: another } = await firstStart();
    const samePort = await launch('start', ['--state', another, '--rows', '1500', '--port', port]).ended;
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
    ['SIGINT', 'Train the model', ['--rows', '1500'], withoutDatabase],
    ['SIGTERM', 'Make 20,000 cases', [], newFolder],
    ['SIGTERM', 'Build the bundles', [], newFolder],
  ] as const)('ends at %s in the middle of "%s"', async (signal, step, args, makeState) => {
    const state = await makeState();
    const recourse = launch('start', ['--state', state, '--port', '0', ...args]);
    await recourse.says(step);

    recourse.process.kill(signal);

    const { code, stderr } = await recourse.ended;
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringContaining('did not') });
    expect(running(state)).toBe(false);
  });
});
