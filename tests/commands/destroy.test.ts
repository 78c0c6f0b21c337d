import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { destroyLocal } from '../../commands/destroy/destroy-local.ts';
import { destroyStack } from '../../commands/destroy/destroy-stack.ts';
import { defaultSettings } from '../../infra/settings.ts';
import { cleanUp, newFolder } from '../stack/start-command.ts';
import { type Account, newAccount, openAws } from './aws-stand-in.ts';

const assets = 'cdk-hnb659fds-assets-111122223333-us-east-1';
const agreed = { keepData: false, yes: true };

let account: Account;
let aws: Awaited<ReturnType<typeof openAws>>;

beforeEach(async () => {
  account = newAccount();
  aws = await openAws(account);
  vi.stubEnv('AWS_ENDPOINT_URL', aws.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  Object.defineProperty(process.stdin, 'isTTY', { value: false, configurable: true });
  for (const stream of ['log', 'error'] as const) vi.spyOn(console, stream).mockImplementation(() => undefined);
});
afterEach(() => {
  aws.close();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
afterAll(cleanUp);

const said = () => [...vi.mocked(console.error).mock.calls, ...vi.mocked(console.log).mock.calls].flat().join('\n');

describe('destroy', () => {
  it('removes the stack and all that it leaves, and nothing of others', async () => {
    await destroyStack(defaultSettings, agreed);

    expect(account.stack).toBeUndefined();
    expect(account.buckets).toEqual({ [assets]: ['other.zip v1'] });
    expect([...account.userPools]).toEqual([]);
    expect([...account.logGroups]).toEqual(['/aws/sagemaker/TrainingJobs']);
    expect(said()).toContain('deleted AWS::RedshiftServerless::Namespace recourse-dev');
    expect(said()).toContain('recourse-data: 5 versions deleted');
  });

  it('stops a training before it deletes the workflow', async () => {
    await destroyStack(defaultSettings, agreed);

    expect([...account.executions]).toEqual([]);
    const order = ['states StopExecution', 'cloudformation DeleteStack', 's3 DELETE'];
    expect(account.requests.filter((request) => order.includes(request))).toEqual(order);
  });

  it('keeps the data when told so, and removes them when called again without', async () => {
    const { buckets, userPools } = newAccount();
    await destroyStack(defaultSettings, { ...agreed, keepData: true });
    expect(account).toMatchObject({ stack: undefined, buckets, userPools });
    expect(said()).toContain(
      'Kept: the bucket recourse-data with all versions of its objects; the user pool us-east-1_Abc',
    );

    await destroyStack(defaultSettings, agreed);
    expect(account.buckets).toEqual({ [assets]: ['other.zip v1'] });
    expect([...account.userPools]).toEqual([]);

    await expect(destroyStack(defaultSettings, agreed)).rejects.toThrow(
      'There is no stack recourse-dev in us-east-1, and nothing that one has left',
    );
  });

  it('touches no data when the stack cannot be deleted, and says why', async () => {
    account.stuck = 'recourse-dev';

    await expect(destroyStack(defaultSettings, agreed)).rejects.toThrow(
      'The stack could not be deleted: recourse-dev: It is in use',
    );
    expect(account).toMatchObject({ buckets: newAccount().buckets, userPools: newAccount().userPools });
  });

  it('does nothing unless somebody agrees', async () => {
    const removal = destroyStack(defaultSettings, { ...agreed, yes: false });

    await expect(removal).rejects.toThrow(
      /^This deletes for good, in the account 111122223333 in us-east-1: the stack recourse-dev \(5 resources\); the bucket recourse-data .* There is no terminal to ask on; agree with --yes$/,
    );
    expect(account.requests).not.toContain('cloudformation DeleteStack');
  });
});

describe('destroy --local', () => {
  function stateFolder(...entries: readonly string[]): string {
    const folder = newFolder();
    for (const entry of entries) writeFileSync(join(folder, entry), '{}');
    return folder;
  }

  it('removes a state folder from which nothing runs', async () => {
    const folder = stateFolder('state.json', 'cognito.json', 'local.log.old');

    await destroyLocal(folder, agreed);

    expect(existsSync(folder)).toBe(false);
  });

  it('keeps what no start can make again when told so', async () => {
    const folder = stateFolder('state.json', 'cognito.json', 'states.json');
    mkdirSync(join(folder, 'buckets'));

    await destroyLocal(folder, { ...agreed, keepData: true });

    expect(readdirSync(folder).sort()).toEqual(['buckets', 'cognito.json', 'state.json']);
  });

  it.each([
    [
      'a folder with something else in it',
      ['state.json', 'thesis.tex'],
      'it holds thesis.tex, which no start has put there',
    ],
    ['a folder that no start has made', [], 'it has no state.json'],
  ])('refuses %s', async (_, entries, reason) => {
    const folder = stateFolder(...entries);

    await expect(destroyLocal(folder, agreed)).rejects.toThrow(`${folder} is no state folder: ${reason}`);
    expect(readdirSync(folder)).toEqual(entries);
  });

  it('refuses a folder that is not there', async () => {
    await expect(destroyLocal('no-such-folder', agreed)).rejects.toThrow('there is no such folder');
  });
});
