import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Settings } from '../../infra/settings.ts';
import { confirm } from '../deployment/confirm.ts';
import { bucketIsThere, deleteBucket, deleteVersions } from './buckets.ts';
import { deleteLogGroups, logGroupsOf } from './log-groups.ts';
import { deleteStack, findStacks, type StackRecord } from './stacks.ts';
import { stopTrainings } from './stop-trainings.ts';
import { deleteUserPool, userPoolIsThere } from './user-pools.ts';

/** How to remove. */
export interface Removal {
  readonly keepData: boolean;
  /** True when nobody is to be asked. */
  readonly yes: boolean;
}

/** What outlives its stack until it is removed. */
interface Data {
  readonly buckets: readonly string[];
  readonly userPools: readonly string[];
  /** Copies of the loan history in the bucket of CDK's assets. */
  readonly assets: readonly { readonly bucket: string; readonly key: string }[];
}

const clientsIn = (region: string) => ({
  cloudFormation: new CloudFormationClient({ region }),
  cognito: new CognitoIdentityProviderClient({ region }),
  logs: new CloudWatchLogsClient({ region }),
  // The bucket of CDK's assets is made in each Region, so it is always this one.
  s3: new S3Client({ region }),
  sfn: new SFNClient({ region }),
});
type Clients = ReturnType<typeof clientsIn>;

/**
 * Removes the stack of these settings from the account of the credentials, and what it and earlier ones of its name left.
 *
 * @throws Error when there is neither, when nobody agrees, or naming what could not be deleted.
 */
export async function destroyStack({ region, stage }: Settings, { keepData, yes }: Removal): Promise<void> {
  const clients = clientsIn(region);
  const stackName = `recourse-${stage}`;
  const stacks = await findStacks(clients.cloudFormation, stackName);
  const live = stacks.find(({ isThere }) => isThere);
  const data = await findData(clients, keepData ? stacks.filter(({ isThere }) => isThere) : stacks);
  const parts = describe(data);
  if (!live && parts.length === 0)
    throw new Error(`There is no stack ${stackName} in ${region}, and nothing that one has left`);
  const account = stacks[0]?.account;
  const targets = [
    ...(live ? [`the stack ${stackName} (${live.resources.length} resources)`] : []),
    ...(keepData ? [] : parts),
  ];
  const intent = `This deletes for good, in the account ${account} in ${region}: ${targets.join('; ')}.`;
  await confirm({ intent, answer: stackName, yes });

  if (live) await removeStack(clients, live);
  if (!keepData) await removeData(clients, data);
  console.log(
    live ? `${stackName} is gone; AWS deletes its key after 30 days.` : `What ${stackName} has left is gone.`,
  );
  if (keepData)
    console.log(`Kept: ${parts.join('; ')}. npm run destroy, without --keep-data, removes them for 90 days.`);
}

async function removeStack({ cloudFormation, sfn, logs }: Clients, stack: StackRecord): Promise<void> {
  // A state machine is not gone before its executions end.
  if (await stopTrainings(sfn, stack))
    console.error('A training was under way: what SageMaker has begun ends by itself, in 90 minutes at most.');
  await deleteStack(cloudFormation, stack, (line) => console.error(line));
  await deleteLogGroups(logs, logGroupsOf(stack));
}

async function findData({ s3, cognito }: Clients, stacks: readonly StackRecord[]): Promise<Data> {
  const kept = stacks.flatMap(({ isThere, resources }) =>
    resources.filter(({ ResourceStatus }) => isThere || ResourceStatus === 'DELETE_SKIPPED'),
  );
  const idsOf = (type: string) =>
    kept.flatMap(({ ResourceType, PhysicalResourceId: id }) => (ResourceType === type && id ? [id] : []));
  return {
    buckets: await filterAsync(idsOf('AWS::S3::Bucket'), (name) => bucketIsThere(s3, name)),
    userPools: await filterAsync(idsOf('AWS::Cognito::UserPool'), (id) => userPoolIsThere(cognito, id)),
    assets: stacks.flatMap(({ historyAsset }) => (historyAsset ? [historyAsset] : [])),
  };
}

function describe({ buckets, userPools, assets }: Data): string[] {
  return [
    ...buckets.map((name) => `the bucket ${name} with all versions of its objects`),
    ...userPools.map((id) => `the user pool ${id} with its users`),
    ...(buckets.length + userPools.length > 0 ? assets.map(({ bucket, key }) => `${key} in the bucket ${bucket}`) : []),
  ];
}

async function removeData({ s3, cognito }: Clients, { buckets, userPools, assets }: Data): Promise<void> {
  for (const bucket of buckets) {
    await deleteBucket(s3, bucket, (count) => console.error(`${bucket}: ${count} versions deleted`));
  }
  for (const id of userPools) await deleteUserPool(cognito, id);
  for (const { bucket, key } of assets) await deleteVersions(s3, { bucket, prefix: key });
}

async function filterAsync<Item>(items: readonly Item[], keep: (item: Item) => Promise<boolean>): Promise<Item[]> {
  const kept = await Promise.all(items.map(keep));
  return items.filter((_, index) => kept[index]);
}
