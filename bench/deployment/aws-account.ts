import { createHash } from 'node:crypto';

/** A version of an object. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string;
  readonly body: string;
}

/** A resource of a stack. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly isRetained: boolean;
}

/** A stack, also after it was deleted. */
export interface Stack {
  readonly id: string;
  readonly name: string;
  status: string;
  template: string;
  /** Of the change set that has not been executed yet. */
  proposed: string;
  resources: readonly StackResource[];
  outputs: Readonly<Record<string, string>>;
}

/**
 * A small AWS account: what CloudFormation, S3, Cognito and their like hold of it, as far as the commands that make and remove
 * a stack ask for it. Creates nothing but buckets, user pools and log groups, runs nothing and checks no rights.
 */
export interface AwsAccount {
  readonly id: string;
  readonly region: string;
  readonly stacks: Stack[];
  readonly buckets: Map<string, ObjectVersion[]>;
  readonly userPools: Set<string>;
  /** Domains of user pools, by the pool's id. */
  readonly domains: Map<string, string>;
  readonly logGroups: Set<string>;
  /** Executions of workflows that are under way. */
  readonly executions: Set<string>;
  /** SSM parameters. */
  readonly parameters: Map<string, string>;
  /** Every request, as `service operation`, in order. */
  readonly requests: string[];
  /** Logical id of a resource that CloudFormation cannot delete. */
  stuck?: string;
}

/** An account in which nobody has done anything yet. */
export function newAwsAccount(): AwsAccount {
  return {
    ...{ id: '111122223333', region: 'us-east-1' },
    ...{ stacks: [], buckets: new Map(), requests: [] },
    ...{ userPools: new Set(), domains: new Map(), logGroups: new Set(), executions: new Set(), parameters: new Map() },
  };
}

/** The stack of this name that is there, or the stack of this id. */
export function findStackOf({ stacks }: AwsAccount, nameOrId: string): Stack | undefined {
  return stacks.find(({ id, name, status }) => id === nameOrId || (name === nameOrId && status !== 'DELETE_COMPLETE'));
}

/** Puts an object into a bucket. */
export function putObject({ buckets }: AwsAccount, bucket: string, key: string, body: string): void {
  const versions = buckets.get(bucket) ?? [];
  buckets.set(bucket, [...versions, { key, body, versionId: `v${versions.length + 1}` }]);
}

interface Template {
  readonly Resources: Record<string, { Type: string; DeletionPolicy?: string; Properties?: Record<string, unknown> }>;
  readonly Outputs?: Record<string, { readonly Value: unknown }>;
}

/** Makes or updates a stack by a template, in JSON. */
export function applyTemplate(account: AwsAccount, name: string, template: string): Stack {
  const { Resources, Outputs = {} } = JSON.parse(template) as Template;
  const stack = findStackOf(account, name) ?? newStack(account, name);
  const physicalIds = new Map<string, string>();
  const resolve = (value: unknown) => resolved(value, account, physicalIds);
  stack.resources = Object.entries(Resources).map(([logicalId, { Type: type, DeletionPolicy, Properties = {} }]) => {
    const physicalId = physicalIdOf(type, `${name}-${logicalId}`, Properties, resolve);
    physicalIds.set(logicalId, physicalId);
    if (type === 'AWS::S3::Bucket') account.buckets.set(physicalId, account.buckets.get(physicalId) ?? []);
    if (type === 'AWS::Cognito::UserPool') account.userPools.add(physicalId);
    if (type === 'AWS::Logs::LogGroup') account.logGroups.add(physicalId);
    return { logicalId, type, physicalId, isRetained: DeletionPolicy === 'Retain' };
  });
  stack.outputs = Object.fromEntries(Object.entries(Outputs).map(([key, { Value }]) => [key, resolve(Value)]));
  return Object.assign(stack, { template, status: 'CREATE_COMPLETE' });
}

/** Makes what CDK's own stack holds, as far as a deployment sees it; the stack's template, in YAML, is not read. */
export function bootstrap({ id, region, buckets, parameters }: AwsAccount, stack: Stack): void {
  const BucketName = `cdk-hnb659fds-assets-${id}-${region}`;
  buckets.set(BucketName, buckets.get(BucketName) ?? []);
  parameters.set('/cdk-bootstrap/hnb659fds/version', '30');
  const outputs = { BucketName, BucketDomainName: `${BucketName}.s3.amazonaws.com`, BootstrapVersion: '30' };
  Object.assign(stack, { outputs, status: 'CREATE_COMPLETE' });
}

/** A stack of which nothing has been made yet. */
export function newStack({ id: account, region, stacks }: AwsAccount, name: string): Stack {
  const id = `arn:aws:cloudformation:${region}:${account}:stack/${name}/${stacks.length + 1}`;
  const stack: Stack = {
    id,
    name,
    status: 'REVIEW_IN_PROGRESS',
    template: '{}',
    proposed: '{}',
    resources: [],
    outputs: {},
  };
  stacks.push(stack);
  return stack;
}

/** Deletes a stack and what of it is not to be retained. */
export function removeStack(account: AwsAccount, stack: Stack): void {
  if (stack.resources.some(({ logicalId }) => logicalId === account.stuck)) {
    stack.status = 'DELETE_FAILED';
    return;
  }
  stack.status = 'DELETE_COMPLETE';
  for (const { type, physicalId, isRetained } of stack.resources) {
    if (type === 'AWS::Logs::LogGroup' && !isRetained) account.logGroups.delete(physicalId);
  }
}

function physicalIdOf(
  type: string,
  fallback: string,
  { BucketName, LogGroupName }: Record<string, unknown>,
  resolve: (value: unknown) => string,
): string {
  const name = BucketName ?? LogGroupName;
  if (name !== undefined) return resolve(name);
  if (type === 'AWS::S3::Bucket') return fallback.toLowerCase();
  if (type === 'AWS::Cognito::UserPool')
    return `us-east-1_${createHash('md5').update(fallback).digest('hex').slice(0, 9)}`;
  if (type === 'AWS::StepFunctions::StateMachine')
    return `arn:aws:states:us-east-1:111122223333:stateMachine:${fallback}`;
  return fallback;
}

/** What CloudFormation's functions give, as far as names and outputs use them. */
function resolved(value: unknown, account: AwsAccount, physicalIds: ReadonlyMap<string, string>): string {
  const again = (part: unknown) => resolved(part, account, physicalIds);
  const refer = (name: string) =>
    ({ 'AWS::AccountId': account.id, 'AWS::Region': account.region })[name] ?? physicalIds.get(name) ?? name;
  if (typeof value !== 'object' || value === null) return String(value);
  const [[call, argument] = []] = Object.entries(value) as [string, unknown][];
  if (call === 'Ref') return refer(String(argument));
  if (call === 'Fn::GetAtt') return `${refer(String((argument as string[])[0]))}.${(argument as string[])[1]}`;
  if (call === 'Fn::Join') return (argument as [string, unknown[]])[1].map(again).join((argument as [string])[0]);
  if (call === 'Fn::Sub') return String(argument).replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => refer(name));
  return JSON.stringify(value);
}
