import { propertiesOf, type ResourceProperties } from '../template/resource-properties.ts';
import type { Resource } from '../template/template.ts';

/** An app client of a user pool, from `AWS::Cognito::UserPoolClient`. */
export interface UserPoolClient {
  readonly clientId: string;
  /** `ALLOW_USER_PASSWORD_AUTH`, ... */
  readonly authFlows: ReadonlySet<string>;
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  /** With PreventUserExistenceErrors an unknown user looks like a wrong password. */
  readonly hidesUserExistence: boolean;
}

/** The rules for a new password, from the pool's `Policies.PasswordPolicy`. */
export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireUppercase: boolean;
  readonly requireLowercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
}

/** A user pool with its clients and groups, from `AWS::Cognito::UserPool`. */
export interface UserPool {
  readonly poolId: string;
  /** Users sign in with their e-mail address, and their username is their `sub`. */
  readonly signsInByEmail: boolean;
  readonly caseSensitive: boolean;
  readonly passwordPolicy: PasswordPolicy;
  readonly clients: readonly UserPoolClient[];
  readonly groups: readonly string[];
}

const secondsPerUnit: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const refreshTokenDays = 30;

// What Cognito allows a client that names no flow.
const defaultAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];

/** Reads the user pools of a template with their clients and groups. Throws on a client with a secret. */
export function readUserPools(resources: readonly Resource[]): UserPool[] {
  return resources
    .filter((resource) => resource.type === 'AWS::Cognito::UserPool')
    .map((pool) => {
      const properties = propertiesOf(pool);
      const own = resources.filter((resource) => resource.properties.UserPoolId === pool.ref);
      return {
        poolId: pool.ref,
        signsInByEmail: properties.texts('UsernameAttributes').includes('email'),
        caseSensitive: properties.object('UsernameConfiguration').boolean('CaseSensitive') ?? true,
        passwordPolicy: readPasswordPolicy(properties.object('Policies').object('PasswordPolicy')),
        clients: own.filter((resource) => resource.type === 'AWS::Cognito::UserPoolClient').map(readClient),
        groups: own
          .filter((resource) => resource.type === 'AWS::Cognito::UserPoolGroup')
          .map((group) => propertiesOf(group).text('GroupName') ?? group.ref),
      };
    });
}

function readClient(client: Resource): UserPoolClient {
  const { logicalId, ref } = client;
  const properties = propertiesOf(client);
  if (properties.boolean('GenerateSecret')) {
    throw new Error(`User pool client ${logicalId} has a secret (GenerateSecret), which the local Cognito leaves out`);
  }
  const flows = properties.texts('ExplicitAuthFlows');
  return {
    clientId: ref,
    authFlows: new Set(flows.length > 0 ? flows : defaultAuthFlows),
    accessTokenSeconds: validitySeconds(logicalId, properties, 'AccessToken', 'hours') ?? 3600,
    idTokenSeconds: validitySeconds(logicalId, properties, 'IdToken', 'hours') ?? 3600,
    refreshTokenSeconds: validitySeconds(logicalId, properties, 'RefreshToken', 'days') ?? refreshTokenDays * 86_400,
    hidesUserExistence: properties.text('PreventUserExistenceErrors') === 'ENABLED',
  };
}

function validitySeconds(logicalId: string, properties: ResourceProperties, token: string, defaultUnit: string) {
  const validity = properties.number(`${token}Validity`);
  if (!validity) return undefined;
  const unit = properties.object('TokenValidityUnits').text(token) ?? defaultUnit;
  const seconds = validity * (secondsPerUnit[unit] ?? Number.NaN);
  if (!(seconds > 0))
    throw new Error(`User pool client ${logicalId}: ${token}Validity ${validity} ${unit} is no duration`);
  return seconds;
}

// The defaults of a pool without a policy: https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
function readPasswordPolicy(policy: ResourceProperties): PasswordPolicy {
  const isSet = policy.names.length > 0;
  const requires = (name: string) => policy.boolean(name) ?? !isSet;
  return {
    minimumLength: policy.number('MinimumLength') ?? 8,
    requireUppercase: requires('RequireUppercase'),
    requireLowercase: requires('RequireLowercase'),
    requireNumbers: requires('RequireNumbers'),
    requireSymbols: requires('RequireSymbols'),
  };
}
