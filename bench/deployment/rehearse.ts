import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AwsAccount, findStackOf, newAwsAccount, putObject } from './aws-account.ts';
import { openAwsAccount } from './open-aws-account.ts';

/** How a step has ended. */
export interface Rehearsed {
  readonly step: string;
  readonly isReached: boolean;
  readonly seconds: number;
  /** All output of the command. */
  readonly said: string;
}

interface Step {
  readonly step: string;
  readonly command: string;
  readonly options: readonly string[];
  /** What the command says at its end. */
  readonly says: string;
  readonly code: number;
  /** Whether the account, and the folder that the command ran in, are as they should be now. */
  readonly leaves: (account: AwsAccount, folder: string) => boolean;
}

const assets = 'cdk-hnb659fds-assets-111122223333-us-east-1';
const isDeployed = (account: AwsAccount) => findStackOf(account, 'recourse-dev')?.status === 'CREATE_COMPLETE';
const historiesAmongAssets = ({ buckets }: AwsAccount) =>
  (buckets.get(assets) ?? []).filter(({ key }) => key.endsWith('.csv')).length;

const steps: readonly Step[] = [
  {
    step: 'deploy asks before it bootstraps',
    ...{ command: 'deploy', options: [], code: 1, says: 'There is no terminal to ask on; agree with --yes' },
    leaves: ({ stacks }) => stacks.length === 0,
  },
  {
    step: 'deploy --yes bootstraps, deploys and tells front ends',
    ...{ command: 'deploy', options: ['--yes'], code: 0, says: 'The first training has started' },
    leaves: (account, folder) =>
      isDeployed(account) && historiesAmongAssets(account) === 1 && existsSync(join(folder, 'amplify_outputs.json')),
  },
  {
    step: 'destroy asks first',
    ...{ command: 'destroy', options: [], code: 1, says: 'There is no terminal to ask on; agree with --yes' },
    leaves: isDeployed,
  },
  {
    step: 'destroy --keep-data keeps bucket, users and history',
    ...{ command: 'destroy', options: ['--keep-data', '--yes'], code: 0, says: 'Kept: the bucket recourse-dev-' },
    leaves: (account) =>
      !isDeployed(account) &&
      account.buckets.size === 2 &&
      account.userPools.size === 1 &&
      historiesAmongAssets(account) === 1,
  },
  {
    step: 'destroy removes what was kept',
    ...{ command: 'destroy', options: ['--yes'], code: 0, says: 'What recourse-dev has left is gone.' },
    leaves: (account) =>
      account.buckets.size === 1 && account.userPools.size === 0 && historiesAmongAssets(account) === 0,
  },
  {
    step: 'deploy asks before it gives rights',
    ...{ command: 'deploy', options: [], code: 1, says: 'so new rights end it; agree to them with --yes' },
    leaves: (account) => !isDeployed(account),
  },
];

/** Takes the steps one after another on one account. */
export async function* rehearse(): AsyncGenerator<Rehearsed> {
  const account = newAwsAccount();
  const aws = await openAwsAccount(account);
  const folder = mkdtempSync(join(tmpdir(), 'recourse-deployment-'));
  try {
    for (const { step, command, options, says, code, leaves } of steps) {
      const started = performance.now();
      const ended = await runCommand(command, options, aws.url, folder);
      if (isDeployed(account)) use(account);
      const isReached = ended.code === code && ended.said.includes(says) && leaves(account, folder);
      yield { step, isReached, seconds: (performance.now() - started) / 1000, said: ended.said };
    }
  } finally {
    aws.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Training leaves files in the bucket, and is under way. */
function use(account: AwsAccount): void {
  const bucket = [...account.buckets.keys()].find((name) => name !== assets) ?? '';
  for (const key of ['data/loan_history.csv', 'redshift-ml/one', 'redshift-ml/two'])
    putObject(account, bucket, key, '');
  account.executions.add('arn:aws:states:us-east-1:111122223333:execution:training:one');
}

async function runCommand(command: string, options: readonly string[], url: string, cwd: string) {
  const file = fileURLToPath(new URL(`../../commands/${command}.ts`, import.meta.url));
  const credentials = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_ENDPOINT_URL: url };
  const { AWS_REGION: _, AWS_DEFAULT_REGION: __, AWS_PROFILE: ___, ...environment } = process.env;
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), file, ...options], {
    cwd,
    env: { ...environment, ...credentials, CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}
