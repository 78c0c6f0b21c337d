import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { applyTemplate, newAwsAccount } from '../../bench/deployment/aws-account.ts';
import { openAwsAccount } from '../../bench/deployment/open-aws-account.ts';
import { amplifyOutputs } from '../../commands/deployment/amplify-outputs.ts';
import { findStack } from '../../commands/deployment/find-stack.ts';
import { validSettings } from '../../infra/settings.ts';

const outputs = {
  GraphQLUrl: 'https://api.example/graphql',
  UserPoolId: 'eu-west-1_Abc',
  UserPoolClientId: 'client',
  SignInUrl: 'https://recourse.auth.eu-west-1.amazoncognito.com',
};
const account = newAwsAccount();
let aws: Awaited<ReturnType<typeof openAwsAccount>>;

beforeAll(async () => {
  const Outputs = Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }]));
  applyTemplate(account, 'recourse-prod', JSON.stringify({ Resources: {}, Outputs }));
  account.userPools.add(outputs.UserPoolId);
  aws = await openAwsAccount(account);
  vi.stubEnv('AWS_ENDPOINT_URL', aws.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterAll(() => {
  vi.unstubAllEnvs();
  aws.close();
});

const prod = () => findStack(validSettings({ stage: 'prod', region: 'eu-west-1' }));

describe('findStack', () => {
  it('reads the outputs of the stack that the stage names', async () => {
    const deployment = await prod();

    expect(deployment).toMatchObject({
      stackName: 'recourse-prod',
      condition: 'CREATE_COMPLETE in eu-west-1',
      graphqlUrl: 'https://api.example/graphql',
      client: { region: 'eu-west-1' },
    });
    expect(() => deployment.output('WorkgroupName')).toThrow(
      'The stack recourse-prod, CREATE_COMPLETE in eu-west-1, has no output WorkgroupName; ' +
        'it is not deployed whole, or not a Recourse of now',
    );
  });

  it('says which stack is missing, and where', async () => {
    await expect(findStack(validSettings({ stage: 'test' }))).rejects.toThrow(
      'There is no stack recourse-test in us-east-1; deploy it first, or use --local for the local cloud',
    );
  });
});

describe('amplifyOutputs', () => {
  it('tells front ends of a stack on AWS what Amplify Gen 2 reads, its hosted sign-in page too', async () => {
    expect(await amplifyOutputs(await prod())).toEqual({
      version: '1.4',
      auth: {
        aws_region: 'eu-west-1',
        user_pool_id: 'eu-west-1_Abc',
        user_pool_client_id: 'client',
        password_policy: {
          ...{ min_length: 12, require_lowercase: true, require_uppercase: true },
          ...{ require_numbers: true, require_symbols: false },
        },
        username_attributes: ['username'],
        standard_required_attributes: ['email'],
        user_verification_types: ['email'],
        mfa_configuration: 'OPTIONAL',
        mfa_methods: ['TOTP'],
        oauth: {
          identity_providers: [],
          domain: 'recourse.auth.eu-west-1.amazoncognito.com',
          scopes: ['openid'],
          redirect_sign_in_uri: ['http://localhost:4000/'],
          redirect_sign_out_uri: ['http://localhost:4000/'],
          response_type: 'code',
        },
        groups: [{ agent: {} }, { admin: { precedence: 1 } }],
        unauthenticated_identities_enabled: false,
      },
      data: {
        url: 'https://api.example/graphql',
        aws_region: 'eu-west-1',
        default_authorization_type: 'AMAZON_COGNITO_USER_POOLS',
        authorization_types: ['AMAZON_COGNITO_USER_POOLS'],
      },
    });
  });
});
