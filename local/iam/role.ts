import { createHash } from 'node:crypto';
import { propertiesOf } from '../template/resource-properties.ts';
import type { Resource } from '../template/template.ts';
import { type PolicyStatement, readPolicy } from './policy.ts';
import { readTrustedServices } from './trust-policy.ts';

/** A role of the template with everything that its identity-based policies say. */
export interface Role {
  readonly name: string;
  readonly arn: string;
  /** `AROA…`, the first half of a session's aws:userid. */
  readonly id: string;
  readonly statements: readonly PolicyStatement[];
  /** Services that its trust policy lets assume it. */
  readonly trustedServices: readonly string[];
}

/**
 * AWS managed policies whose content is known here; any other grants nothing,
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html.
 */
const awsManagedPolicies: Readonly<Record<string, readonly PolicyStatement[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': allowEverywhere(
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ),
  'service-role/AWSAppSyncPushToCloudWatchLogs': allowEverywhere(
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ),
  AmazonS3FullAccess: allowEverywhere('s3:*', 's3-object-lambda:*'),
  AmazonS3ReadOnlyAccess: allowEverywhere(
    's3:Get*',
    's3:List*',
    's3:Describe*',
    's3-object-lambda:Get*',
    's3-object-lambda:List*',
  ),
};

function allowEverywhere(...actions: readonly string[]): PolicyStatement[] {
  const statement = { Effect: 'Allow', Action: actions, Resource: '*' };
  return readPolicy({ Version: '2012-10-17', Statement: statement }, 'AWS managed policy');
}

/**
 * Reads the roles of a template, by ARN, and one line for each thing about them that grants nothing here.
 *
 * @throws Error naming the resource whose policy is malformed, or which names a role that the template lacks.
 */
export function readRoles(resources: readonly Resource[]): { roles: Map<string, Role>; notEmulated: string[] } {
  const attached = readAttachedPolicies(resources);
  const notEmulated: string[] = [];
  const roles = new Map<string, Role>();
  for (const resource of resources.filter(({ type }) => type === 'AWS::IAM::Role')) {
    const statements = [...readInlinePolicies(resource), ...(attached.get(resource.ref) ?? [])];
    for (const arn of propertiesOf(resource).texts('ManagedPolicyArns')) {
      const managed = awsManagedPolicies[arn.replace(/^arn:[^:]*:iam::aws:policy\//, '')] ?? attached.get(arn);
      if (managed) statements.push(...managed);
      else notEmulated.push(`${resource.logicalId}: managed policy ${arn} grants nothing here`);
    }
    if (resource.properties.PermissionsBoundary !== undefined) {
      notEmulated.push(`${resource.logicalId}: its permissions boundary bounds nothing here`);
    }
    const arn = resource.attributes.Arn;
    if (arn === undefined) throw new Error(`${resource.logicalId} has no Arn`);
    const id = resource.attributes.RoleId ?? roleId(arn);
    roles.set(arn, { name: resource.ref, arn, id, statements, trustedServices: readTrustedServices(resource) });
  }
  const names = new Set([...roles.values()].map(({ name }) => name));
  for (const policy of resources.filter(({ type }) => policyTypes.has(type))) {
    const unknown = propertiesOf(policy)
      .texts('Roles')
      .find((name) => !names.has(name));
    if (unknown)
      throw new Error(`${policy.logicalId} is attached to role "${unknown}", which the template doesn't make`);
  }
  return { roles, notEmulated };
}

const policyTypes = new Set(['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy']);

/** The statements of policies that are resources of their own, by role name and by the policy's ARN. */
function readAttachedPolicies(resources: readonly Resource[]): Map<string, PolicyStatement[]> {
  const attached = new Map<string, PolicyStatement[]>();
  for (const policy of resources.filter(({ type }) => policyTypes.has(type))) {
    const { type, logicalId, ref } = policy;
    const properties = propertiesOf(policy);
    const statements = readPolicy(properties.value('PolicyDocument'), logicalId);
    const isRolePolicy = type === 'AWS::IAM::RolePolicy';
    const roles = isRolePolicy ? [properties.requiredText('RoleName')] : properties.texts('Roles');
    const holders = type === 'AWS::IAM::ManagedPolicy' ? [...roles, ref] : roles;
    for (const holder of holders) attached.set(holder, [...(attached.get(holder) ?? []), ...statements]);
  }
  return attached;
}

function readInlinePolicies(role: Resource): PolicyStatement[] {
  return propertiesOf(role)
    .objects('Policies')
    .flatMap((policy) =>
      readPolicy(policy.value('PolicyDocument'), `${role.logicalId}, policy ${policy.requiredText('PolicyName')}`),
    );
}

/** The same role has the same id at every start, so that its aws:userid stays. */
function roleId(arn: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const digest = createHash('sha256').update(arn).digest();
  return `AROA${Array.from(digest.subarray(0, 17), (byte) => alphabet[byte % 32]).join('')}`;
}
