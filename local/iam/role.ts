import { createHash } from 'node:crypto';
import type { Resource } from '../template/template.ts';
import { type PolicyStatement, readPolicy } from './policy.ts';

/** A role of the template with everything that its identity-based policies say. */
export interface Role {
  readonly name: string;
  readonly arn: string;
  /** `AROA…`, the first half of a session's aws:userid. */
  readonly id: string;
  readonly statements: readonly PolicyStatement[];
}

/** AWS managed policies whose content is known here; any other grants nothing. */
const awsManagedPolicies: Readonly<Record<string, readonly PolicyStatement[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': readPolicy(
    {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: '*',
      },
    },
    'AWSLambdaBasicExecutionRole',
  ),
};

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
    for (const arn of asList(resource.properties.ManagedPolicyArns).map(String)) {
      const managed = awsManagedPolicies[arn.replace(/^arn:[^:]*:iam::aws:policy\//, '')] ?? attached.get(arn);
      if (managed) statements.push(...managed);
      else notEmulated.push(`${resource.logicalId}: managed policy ${arn} grants nothing here`);
    }
    if (resource.properties.PermissionsBoundary !== undefined) {
      notEmulated.push(`${resource.logicalId}: its permissions boundary bounds nothing here`);
    }
    const arn = resource.attributes.Arn;
    if (arn === undefined) throw new Error(`${resource.logicalId} has no Arn`);
    roles.set(arn, { name: resource.ref, arn, id: resource.attributes.RoleId ?? roleId(arn), statements });
  }
  const names = new Set([...roles.values()].map(({ name }) => name));
  for (const { logicalId, properties, type } of resources) {
    const unknown = policyTypes.has(type) && asList(properties.Roles).find((name) => !names.has(String(name)));
    if (unknown) throw new Error(`${logicalId} is attached to role "${unknown}", which the template doesn't make`);
  }
  return { roles, notEmulated };
}

const policyTypes = new Set(['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy']);

/** The statements of policies that are resources of their own, by role name and by the policy's ARN. */
function readAttachedPolicies(resources: readonly Resource[]): Map<string, PolicyStatement[]> {
  const attached = new Map<string, PolicyStatement[]>();
  for (const { type, logicalId, properties, ref } of resources) {
    if (!policyTypes.has(type)) continue;
    const statements = readPolicy(properties.PolicyDocument, logicalId);
    const roles = type === 'AWS::IAM::RolePolicy' ? [properties.RoleName] : asList(properties.Roles);
    const holders = type === 'AWS::IAM::ManagedPolicy' ? [...roles, ref] : roles;
    for (const holder of holders.map(String)) attached.set(holder, [...(attached.get(holder) ?? []), ...statements]);
  }
  return attached;
}

function readInlinePolicies({ logicalId, properties }: Resource): PolicyStatement[] {
  return asList(properties.Policies).flatMap((policy) => {
    const { PolicyName: name, PolicyDocument: document } = policy as Readonly<Record<string, unknown>>;
    return readPolicy(document, `${logicalId}, policy ${String(name)}`);
  });
}

/** The same role has the same id at every start, so that its aws:userid stays. */
function roleId(arn: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const digest = createHash('sha256').update(arn).digest();
  return `AROA${Array.from(digest.subarray(0, 17), (byte) => alphabet[byte % 32]).join('')}`;
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is no list`);
  return value;
}
