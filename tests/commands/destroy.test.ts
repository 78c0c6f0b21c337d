import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type AwsAccount,
  applyTemplate,
  findStackOf,
  newAwsAccount,
  putObject,
} from '../../bench/deployment/aws-account.ts';
import { openAwsAccount } from '../../bench/deployment/open-aws-account.ts';
import { destroyLocal } from '../../commands/destroy/destroy-local.ts';
import { destroyStack } from '../../commands/destroy/destroy-stack.ts';
import { openState } from '../../commands/start/state.ts';
import { defaultSettings } from '../../infra/settings.ts';
import { cleanUp, newFolder } from './start-command.ts';

const history = `${'ab'.repeat(32)}.csv`;
const data = 'recourse-dev-bucket';
const assets = 'cdk-hnb659fds-assets-111122223333-us-east-1';
const template = JSON.stringify({
  Resources: {
    Bucket: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' },
    Pool: { Type: 'AWS::Cognito::UserPool', DeletionPolicy: 'Retain' },
    Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/appsync/apis/abc' } },
    Namespace: { Type: 'AWS::RedshiftServerless::Namespace' },
    Workflow: { Type: 'AWS::StepFunctions::StateMachine' },
    Upload: { Type: 'Custom::AWS', Properties: { CopySource: `cdk-hnb659fds-assets-\${AWS::AccountId}/${history}` } },
  },
});
const agreed = { keepData: false, yes: true };

let account: AwsAccount;
let aws: Awaited<ReturnType<typeof openAwsAccount>>;

/** An account with the stack in it, whose bucket holds more than one page of versions, and with what is not the stack's. */
function accountWithStack(): AwsAccount {
  const made = newAwsAccount();
  for (const key of [history, 'other.zip']) putObject(made, assets, key, '');
  applyTemplate(made, 'recourse-dev', template);
  for (const key of ['history.csv', 'history.csv', 'redshift-ml/a', 'redshift-ml/a', 'redshift-ml/b'])
    putObject(made, data, key, '');
  made.executions.add('arn:aws:states:us-east-1:111122223333:execution:training:one');
  made.logGroups.add('/aws/sagemaker/TrainingJobs');
  return made;
}

beforeEach(async () => {
  account = accountWithStack();
  aws = await openAwsAccount(account);
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

const keysIn = (bucket: string) => account.buckets.get(bucket)?.map(({ key }) => key);
const said = () => [...vi.mocked(console.error).mock.calls, ...vi.mocked(console.log).mock.calls].flat().join('\n');

describe('destroy', () => {
  it('removes the stack and all that it leaves, and nothing of others', async () => {
    await destroyStack(defaultSettings, agreed);

    expect(findStackOf(account, 'recourse-dev')).toBeUndefined();
    expect([...account.buckets.keys()]).toEqual([assets]);
    expect(keysIn(assets)).toEqual(['other.zip']);
    expect([...account.userPools]).toEqual([]);
    expect([...account.logGroups]).toEqual(['/aws/sagemaker/TrainingJobs']);
    expect(said()).toContain('deleted AWS::RedshiftServerless::Namespace Namespace');
    expect(said()).toContain(`${data}: 5 versions deleted`);
  });

  it('stops a training before it deletes the workflow', async () => {
    await destroyStack(defaultSettings, agreed);

    expect([...account.executions]).toEqual([]);
    const order = ['states StopExecution', 'cloudformation DeleteStack', 's3 DELETE'];
    expect(account.requests.filter((request) => order.includes(request))).toEqual(order);
  });

  it('keeps the data when told so, and removes them when called again without', async () => {
    const { buckets, userPools } = accountWithStack();
    await destroyStack(defaultSettings, { ...agreed, keepData: true });
    expect(findStackOf(account, 'recourse-dev')).toBeUndefined();
    expect(account).toMatchObject({ buckets, userPools });
    expect(said()).toContain(`Kept: the bucket ${data} with all versions of its objects; the user pool us-east-1_`);

    await destroyStack(defaultSettings, agreed);
    expect(keysIn(assets)).toEqual(['other.zip']);
    expect([...account.buckets.keys(), ...account.userPools]).toEqual([assets]);

    await expect(destroyStack(defaultSettings, agreed)).rejects.toThrow(
      'There is no stack recourse-dev in us-east-1, and nothing that one has left',
    );
  });

  it('touches no data when the stack cannot be deleted, and says why', async () => {
    account.stuck = 'Namespace';
    const { buckets, userPools } = accountWithStack();

    await expect(destroyStack(defaultSettings, agreed)).rejects.toThrow(
      'The stack could not be deleted: Namespace: It is in use',
    );
    expect(account).toMatchObject({ buckets, userPools });
  });

  it('deletes the domain of a user pool before the pool, as Cognito wants it', async () => {
    const [pool = ''] = account.userPools;
    account.domains.set(pool, 'left-behind');

    await destroyStack(defaultSettings, agreed);

    expect([...account.userPools, ...account.domains]).toEqual([]);
  });

  it('does nothing unless somebody agrees', async () => {
    const removal = destroyStack(defaultSettings, { ...agreed, yes: false });

    await expect(removal).rejects.toThrow(
      /^This deletes for good, in the account 111122223333 in us-east-1: the stack recourse-dev \(6 resources\); the bucket recourse-dev-bucket .* There is no terminal to ask on; agree with --yes$/,
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

  it('keeps what no start can make again when told so, and forgets the steps whose work it removes', async () => {
    const folder = newFolder();
    const store = openState(folder, () => undefined);
    for (const step of ['data', 'train']) store.markDone(step, 'inputs');
    for (const entry of ['cognito.json', 'states.json']) writeFileSync(join(folder, entry), '{}');
    mkdirSync(join(folder, 'buckets'));

    await destroyLocal(folder, { ...agreed, keepData: true });

    expect(readdirSync(folder).sort()).toEqual(['buckets', 'cognito.json', 'state.json']);
    const { installationId, done } = openState(folder, () => undefined).current;
    expect(installationId).toBe(store.current.installationId);
    expect(done).toEqual({ data: 'inputs' });
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
