import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  type GetUserPoolMfaConfigResponse,
  type GroupType,
  paginateListGroups,
  type UserPoolClientType,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Deployment } from './deployment.ts';

const mfaConfigurations = { OFF: 'NONE', ON: 'REQUIRED', OPTIONAL: 'OPTIONAL' } as const;

/** The parts of the file that are read by name; the others are of Amplify's own schema. */
export interface AmplifyOutputs extends Readonly<Record<string, unknown>> {
  readonly version: string;
  readonly custom?: { readonly user_pool_endpoint: string };
}

/**
 * What front ends of Amplify Gen 2 read as `amplify_outputs.json`. Its schema has no place for the address of a Cognito that is
 * not AWS's, so the local cloud's stands under `custom`.
 * https://docs.amplify.aws/react/reference/amplify_outputs/
 */
export async function amplifyOutputs(deployment: Deployment): Promise<AmplifyOutputs> {
  const { isLocal, client, cognitoUrl, graphqlUrl } = deployment;
  const authorization = 'AMAZON_COGNITO_USER_POOLS';
  return {
    version: '1.4',
    auth: await authOutputs(deployment),
    data: {
      url: graphqlUrl,
      aws_region: client.region,
      default_authorization_type: authorization,
      authorization_types: [authorization],
    },
    ...(isLocal && { custom: { user_pool_endpoint: cognitoUrl } }),
  };
}

async function authOutputs({ client: config, isLocal, output }: Deployment): Promise<object> {
  const client = new CognitoIdentityProviderClient(config);
  const UserPoolId = output('UserPoolId');
  const ClientId = output('UserPoolClientId');
  const [{ UserPool = {} }, { UserPoolClient = {} }, mfa, groups] = await Promise.all([
    client.send(new DescribeUserPoolCommand({ UserPoolId })),
    client.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId })),
    client.send(new GetUserPoolMfaConfigCommand({ UserPoolId })),
    groupsOf(client, UserPoolId),
  ]);
  return {
    aws_region: config.region,
    user_pool_id: UserPoolId,
    user_pool_client_id: ClientId,
    ...userPoolOutputs(UserPool),
    ...mfaOutputs(mfa),
    // Amplify asks a sign-in page by https alone, which the local one has not.
    ...(!isLocal && { oauth: oauthOutputs(UserPoolClient, output('SignInUrl')) }),
    groups: groups.map(({ GroupName = '', Precedence }) => ({
      [GroupName]: Precedence === undefined ? {} : { precedence: Precedence },
    })),
    unauthenticated_identities_enabled: false,
  };
}

async function groupsOf(client: CognitoIdentityProviderClient, UserPoolId: string): Promise<GroupType[]> {
  const groups: GroupType[] = [];
  for await (const page of paginateListGroups({ client }, { UserPoolId })) groups.push(...(page.Groups ?? []));
  return groups;
}

function userPoolOutputs(pool: UserPoolType): object {
  const { Policies, SchemaAttributes = [], UsernameAttributes = [], AliasAttributes = [] } = pool;
  const policy = Policies?.PasswordPolicy;
  const required = SchemaAttributes.filter(({ Name, Required }) => Required === true && Name !== 'sub');
  return {
    ...(policy && {
      password_policy: {
        min_length: policy.MinimumLength,
        require_lowercase: policy.RequireLowercase === true,
        require_uppercase: policy.RequireUppercase === true,
        require_numbers: policy.RequireNumbers === true,
        require_symbols: policy.RequireSymbols === true,
      },
    }),
    username_attributes:
      UsernameAttributes.length > 0 ? UsernameAttributes : ['username', ...emailOrPhone(AliasAttributes)],
    standard_required_attributes: required.map(({ Name }) => Name),
    user_verification_types: pool.AutoVerifiedAttributes ?? [],
  };
}

const emailOrPhone = (names: readonly string[]) => names.filter((name) => name !== 'preferred_username');

function mfaOutputs(config: GetUserPoolMfaConfigResponse): object {
  const {
    MfaConfiguration = 'OFF',
    SmsMfaConfiguration,
    SoftwareTokenMfaConfiguration,
    EmailMfaConfiguration,
  } = config;
  const methods = {
    TOTP: SoftwareTokenMfaConfiguration?.Enabled === true,
    SMS: SmsMfaConfiguration !== undefined,
    EMAIL: EmailMfaConfiguration !== undefined,
  };
  return {
    mfa_configuration: mfaConfigurations[MfaConfiguration],
    mfa_methods: Object.entries(methods).flatMap(([method, isOn]) => (isOn ? [method] : [])),
  };
}

function oauthOutputs(client: UserPoolClientType, signInUrl: string): object {
  return {
    // Those of other companies, of which the schema knows four.
    identity_providers: [],
    domain: new URL(signInUrl).host,
    scopes: client.AllowedOAuthScopes ?? [],
    redirect_sign_in_uri: client.CallbackURLs ?? [],
    redirect_sign_out_uri: client.LogoutURLs ?? [],
    response_type: 'code',
  };
}
