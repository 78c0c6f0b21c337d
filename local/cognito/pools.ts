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

type Properties = Readonly<Record<string, unknown>>;

const secondsPerUnit: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const refreshTokenDays = 30;

// What Cognito allows a client that names no flow.
const defaultAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];

/** Reads the user pools of a template with their clients and groups. Throws on a client with a secret. */
export function readUserPools(resources: readonly Resource[]): UserPool[] {
  return resources
    .filter((resource) => resource.type === 'AWS::Cognito::UserPool')
    .map((pool) => {
      const own = resources.filter((resource) => resource.properties.UserPoolId === pool.ref);
      return {
        poolId: pool.ref,
        signsInByEmail: list(pool.properties.UsernameAttributes).includes('email'),
        caseSensitive: object(pool.properties.UsernameConfiguration).CaseSensitive !== false,
        passwordPolicy: readPasswordPolicy(object(object(pool.properties.Policies).PasswordPolicy)),
        clients: own.filter((resource) => resource.type === 'AWS::Cognito::UserPoolClient').map(readClient),
        groups: own
          .filter((resource) => resource.type === 'AWS::Cognito::UserPoolGroup')
          .map((group) => String(group.properties.GroupName ?? group.ref)),
      };
    });
}

function readClient({ logicalId, ref, properties }: Resource): UserPoolClient {
  if (properties.GenerateSecret === true) {
    throw new Error(`User pool client ${logicalId} has a secret (GenerateSecret), which the local Cognito leaves out`);
  }
  const flows = list(properties.ExplicitAuthFlows);
  return {
    clientId: ref,
    authFlows: new Set(flows.length > 0 ? flows : defaultAuthFlows),
    accessTokenSeconds: validitySeconds(logicalId, properties, 'AccessToken', 'hours') ?? 3600,
    idTokenSeconds: validitySeconds(logicalId, properties, 'IdToken', 'hours') ?? 3600,
    refreshTokenSeconds: validitySeconds(logicalId, properties, 'RefreshToken', 'days') ?? refreshTokenDays * 86_400,
    hidesUserExistence: properties.PreventUserExistenceErrors === 'ENABLED',
  };
}

function validitySeconds(logicalId: string, properties: Properties, token: string, defaultUnit: string) {
  const validity = properties[`${token}Validity`];
  if (validity === undefined || Number(validity) === 0) return undefined;
  const unit = String(object(properties.TokenValidityUnits)[token] ?? defaultUnit);
  const seconds = Number(validity) * (secondsPerUnit[unit] ?? Number.NaN);
  if (!(seconds > 0))
    throw new Error(`User pool client ${logicalId}: ${token}Validity ${validity} ${unit} is no duration`);
  return seconds;
}

// The defaults of a pool without a policy: https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
function readPasswordPolicy(policy: Properties): PasswordPolicy {
  const isSet = Object.keys(policy).length > 0;
  const requires = (name: string) => (isSet ? policy[name] === true : true);
  return {
    minimumLength: Number(policy.MinimumLength ?? 8),
    requireUppercase: requires('RequireUppercase'),
    requireLowercase: requires('RequireLowercase'),
    requireNumbers: requires('RequireNumbers'),
    requireSymbols: requires('RequireSymbols'),
  };
}

function object(value: unknown): Properties {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
