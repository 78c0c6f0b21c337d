import { propertiesOf, type ResourceProperties } from '../../template/resource-properties.ts';
import type { Resource } from '../../template/template.ts';
import { readSchema, type UserPoolSchema } from './attribute-schema.ts';
import { type PasswordPolicy, readPasswordPolicy } from './password-policy.ts';
import { refuseFeatures } from './refuse-features.ts';
import { readUserPoolClient, type UserPoolClient } from './user-pool-client.ts';

/** A group of a pool's users, from `AWS::Cognito::UserPoolGroup`. */
export interface UserPoolGroup {
  readonly name: string;
  readonly description: string | undefined;
  /** The lower, the earlier in tokens; a group without one comes last. */
  readonly precedence: number | undefined;
  readonly roleArn: string | undefined;
}

/** A user pool with its clients and groups, from `AWS::Cognito::UserPool`. */
export interface UserPool {
  readonly poolId: string;
  readonly arn: string;
  readonly name: string;
  /** `email` or `phone_number`: what users sign in with; their username is then their `sub`. */
  readonly usernameAttributes: readonly string[];
  /** What users may sign in with besides their username; e-mail and phone number once verified. */
  readonly aliasAttributes: readonly string[];
  readonly caseSensitive: boolean;
  /** Users cannot sign up themselves. */
  readonly isSignUpClosed: boolean;
  readonly passwordPolicy: PasswordPolicy;
  readonly schema: UserPoolSchema;
  readonly clients: readonly UserPoolClient[];
  readonly groups: readonly UserPoolGroup[];
  readonly properties: ResourceProperties;
}

/** Reads the user pools of a template with their clients and groups. Throws an error naming what cannot run here. */
export function readUserPools(resources: readonly Resource[]): UserPool[] {
  return resources
    .filter((resource) => resource.type === 'AWS::Cognito::UserPool')
    .map((pool) => readPool(pool, resources));
}

function readPool(pool: Resource, resources: readonly Resource[]): UserPool {
  const properties = propertiesOf(pool);
  const own = resources.filter((resource) => resource.properties.UserPoolId === pool.ref);
  const userPool = {
    poolId: pool.ref,
    arn: pool.attributes.Arn ?? '',
    name: properties.text('UserPoolName') ?? pool.logicalId,
    usernameAttributes: properties.texts('UsernameAttributes'),
    aliasAttributes: properties.texts('AliasAttributes'),
    caseSensitive: properties.object('UsernameConfiguration').boolean('CaseSensitive') ?? true,
    isSignUpClosed: properties.object('AdminCreateUserConfig').boolean('AllowAdminCreateUserOnly') ?? false,
    passwordPolicy: readPasswordPolicy(properties.object('Policies').object('PasswordPolicy')),
    schema: readSchema(properties.objects('Schema')),
    clients: own.filter((resource) => resource.type === 'AWS::Cognito::UserPoolClient').map(readUserPoolClient),
    groups: own.filter((resource) => resource.type === 'AWS::Cognito::UserPoolGroup').map(readGroup),
    properties,
  };
  refuseFeatures(pool.logicalId, userPool);
  return userPool;
}

function readGroup(group: Resource): UserPoolGroup {
  const properties = propertiesOf(group);
  return {
    name: properties.text('GroupName') ?? group.ref,
    description: properties.text('Description'),
    precedence: properties.number('Precedence'),
    roleArn: properties.text('RoleArn'),
  };
}
