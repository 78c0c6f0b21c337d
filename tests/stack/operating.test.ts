import {
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { findLocalDeployment } from '../../commands/deployment/local-deployment.ts';
import { askForModelVersion } from '../../commands/start/answer.ts';
import { findRunning } from '../../commands/start/running.ts';
import { createUser } from '../../commands/user/create-user.ts';
import { cleanUp, type Ended, launch } from '../commands/start-command.ts';

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

  it('tell of the trainings when the warehouse does not answer', async () => {
    const rehearse = (faults: string) =>
      fetch(`${inject('stack').url}/_faults`, { method: 'PUT', body: JSON.stringify({ faults }) });
    await rehearse('fail=1');

    const { code, stdout } = await onStack('status').finally(() => rehearse(''));

    expect(code).toBe(1);
    expect(stdout).toMatch(/^Model {6}not known: sql\/queries\/active_model\.sql: \S.*$/m);
    expect(stdout.match(/SUCCEEDED/g)).toHaveLength(2);
  });

  it('roll back to the version before, and no further', async () => {
    const { code, stdout } = await onStack('rollback');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Version 1 answers, version 2 is withdrawn\.\nVersion 1 was trained .* cases\.\n$/);
    const { endpoint, token } = inject('stack');
    expect(await askForModelVersion(endpoint, token)).toBe(1);

    const further = await onStack('rollback');
    expect(further).toMatchObject({
      code: 1,
      stderr: 'There is no version before 1 to go back to; it still answers\n',
    });
    expect(await askForModelVersion(endpoint, token)).toBe(1);
  });

  it('make a user who may choose a password and ask', async () => {
    const made = await onStack('user', 'ann@example.com', '--group', 'analyst');

    const [, password = ''] = /password (\S+)\.\n$/.exec(made.stdout) ?? [];
    const { operator, state } = inject('stack');
    const { userPoolId, userPoolClientId: ClientId } = findRunning(state) ?? {};
    const cognito = new CognitoIdentityProviderClient(operator);
    const first = await cognito.send(
      new InitiateAuthCommand({
        ...{ ClientId, AuthFlow: 'USER_PASSWORD_AUTH' },
        AuthParameters: { USERNAME: 'ann@example.com', PASSWORD: password },
      }),
    );
    expect(first.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    const user = { UserPoolId: userPoolId, Username: 'ann@example.com' };
    const { Groups } = await cognito.send(new AdminListGroupsForUserCommand(user));
    expect(Groups?.map(({ GroupName }) => GroupName)).toEqual(['analyst']);

    const deployment = findLocalDeployment(state);
    const again = createUser(deployment, { email: 'ann@example.com', group: 'agent' });
    await expect(again).rejects.toThrow('There is a user ann@example.com already');
    const lost = createUser(deployment, { email: 'bob@example.com', group: 'boss' });
    await expect(lost).rejects.toThrow(/^There is no group boss; there are (\w+, ){2}\w+$/);
    const bob = new AdminGetUserCommand({ UserPoolId: userPoolId, Username: 'bob@example.com' });
    await expect(cognito.send(bob)).rejects.toThrow('User does not exist');
  });

  it('say what is not there', async () => {
    const ended = await launch('status', ['--local', '--state', 'no-such-folder']).ended;

    expect(ended).toMatchObject({ code: 1, stderr: 'Nothing runs from no-such-folder; start it with: npm start\n' });
  });
});
