import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AwsAccount, newAwsAccount } from '../../bench/deployment/aws-account.ts';
import { openAwsAccount } from '../../bench/deployment/open-aws-account.ts';
import type { Assembly } from '../../commands/deploy/assembly.ts';
import { deployStack } from '../../commands/deploy/deploy-stack.ts';
import { findEnvironment, requireBootstrap } from '../../commands/deploy/environment.ts';
import { explain } from '../../commands/deployment/explain.ts';
import { defaultSettings } from '../../infra/settings.ts';
import { cleanUp, launch } from './start-command.ts';

const page = new URL('../../docs/deploy.md', import.meta.url);
/** What the page shows of the estimate. */
const estimate = /(?<=\n\$ npm run -s deploy -- --dry-run\n[\s\S]*?\n)┌[\s\S]*?(?=\n```)/;

afterAll(cleanUp);

describe('npm run deploy -- --dry-run', () => {
  it('prints what would be created and what it costs, as docs/deploy.md has it, without an account', async () => {
    const { code, stdout, stderr } = await launch('deploy', ['--dry-run']).ended;

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^recourse-dev in us-east-1: \d+ resources, with the history data\/sample\.csv\.\n/);
    expect(stdout).toMatch(/│ Lambda +│ Function +│ +2 │ recourse-dev-predictions, +│\n/);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(stdout).not.toContain('…');
    // `vitest -u` writes the page anew.
    const [, costs = ''] = stdout.trimEnd().split('by predictions:\n\n');
    await expect(readFileSync(page, 'utf8').replace(estimate, costs)).toMatchFileSnapshot(page.pathname);
  });

  it('says in one line what is wrong', async () => {
    const { code, stdout, stderr } = await launch('deploy', ['--dry-run', '-c', 'dataPath=none.csv']).ended;

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^There is no file \S+\/none\.csv; the setting dataPath names the CSV .*\n$/);
  });
});

describe('npm run deploy', () => {
  let account: AwsAccount;
  let aws: Awaited<ReturnType<typeof openAwsAccount>>;
  const assembly: Assembly = {
    ...{ folder: 'cdk.out', stackName: 'recourse-dev', template: { Resources: {} } },
    bootstrap: { parameter: '/cdk-bootstrap/hnb659fds/version', lowestVersion: 6 },
  };

  beforeEach(async () => {
    account = newAwsAccount();
    aws = await openAwsAccount(account);
    Object.defineProperty(process.stdin, 'isTTY', { value: false, configurable: true });
    vi.stubEnv('AWS_ENDPOINT_URL', aws.url);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  });
  afterEach(() => {
    aws.close();
    vi.unstubAllEnvs();
  });

  const checkBootstrap = async () => requireBootstrap(await findEnvironment('us-east-1'), assembly, false);

  it('goes on in an environment that has been bootstrapped', async () => {
    account.parameters.set(assembly.bootstrap.parameter, '30');

    await checkBootstrap();

    expect(account.requests).toEqual(['sts GetCallerIdentity', 'ssm GetParameter']);
  });

  it.each([
    [undefined, 'has no CDK bootstrap'],
    ['5', 'has CDK bootstrap 5, too old for this stack'],
  ])('bootstraps nothing unless somebody agrees, where the version is %s', async (version, problem) => {
    if (version) account.parameters.set(assembly.bootstrap.parameter, version);

    await expect(checkBootstrap()).rejects.toThrow(
      `The account 111122223333 in us-east-1 ${problem}; it takes a bucket, a repository and five roles (cdk bootstrap). ` +
        'There is no terminal to ask on; agree with --yes',
    );
  });

  it('names the Region when the shell has another than the stack', async () => {
    vi.stubEnv('AWS_REGION', 'eu-west-1');

    await expect(deployStack(defaultSettings, { context: {}, yes: true })).rejects.toThrow(
      "AWS_REGION is eu-west-1, the stack's Region us-east-1; say which with -c region=NAME",
    );
    expect(account.requests).toEqual([]);
  });
});

describe('a command that AWS refuses', () => {
  const failed = (name: string, message: string, more = {}) => Object.assign(new Error(message), { name, ...more });

  it.each([
    [failed('CredentialsProviderError', 'No credentials'), 'No credentials; sign in to AWS first'],
    [
      failed('ExpiredToken', 'Too late'),
      'Too late (ExpiredToken); sign in to AWS again, and see that the account has the Region enabled',
    ],
    [failed('AccessDenied', 'Not you\n  to do this'), 'Not you to do this (AccessDenied)'],
    [
      failed('Error', 'connect', { code: 'ECONNREFUSED' }),
      'connect; nothing answers there, start the local cloud anew with: npm start',
    ],
    [
      failed('Error', 'getaddrinfo', { code: 'ENOTFOUND' }),
      'getaddrinfo; is the setting region right, and this machine online?',
    ],
  ])('says what to do in one line: %s', (error, line) => {
    expect(explain(error)).toBe(line);
  });
});
