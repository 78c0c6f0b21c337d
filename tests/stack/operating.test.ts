import { afterAll, describe, expect, inject, it } from 'vitest';
import { cleanUp, type Ended, launch } from './start-command.ts';

afterAll(cleanUp);

/** Runs a command on the shared stack. */
function onStack(command: string, ...args: readonly string[]): Promise<Ended> {
  return launch(command, ['--local', '--state', inject('stack').state, ...args]).ended;
}

describe('the commands for a running stack', () => {
  it('train a new version, state by state, and tell how the stack stands', async () => {
    const trained = await onStack('train');

    expect(trained).toMatchObject({ code: 0, stdout: 'Version 2 answers.\n' });
    const states = trained.stderr.match(/(?<=^\S+ {2})\w+$/gm) ?? [];
    expect(states).toEqual([...new Set(states)]);
    expect(states.at(0)).toBe('Begin');
    expect(states.at(-1)).toBe('Trained');
    expect(states).toContain('CreateModel');

    const { stdout } = await onStack('status');
    expect(stdout).toContain(`GraphQL    ${inject('stack').endpoint}`);
    expect(stdout).toMatch(/version 2 answers, trained .* AUC 0\.\d\d, 95 % interval .* cases\n/);
    expect(stdout.match(/SUCCEEDED/g)).toHaveLength(2);
    expect(stdout).toContain(`"userPoolEndpoint": "${inject('stack').url}/"`);
  });

  it('say what is not there', async () => {
    const ended = await launch('status', ['--local', '--state', 'no-such-folder']).ended;

    expect(ended).toMatchObject({ code: 1, stderr: 'Nothing runs from no-such-folder; start it with: npm start\n' });
  });
});
