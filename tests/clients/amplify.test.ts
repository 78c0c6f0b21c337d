import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import {
  confirmSignIn,
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  signIn,
  signOut,
} from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { ConsoleLogger, parseAmplifyConfig } from 'aws-amplify/utils';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { exampleCustomer } from '../../client/example-customer.ts';
import { RankStrategiesDocument } from '../../client/generated/operations.ts';
import { amplifyOutputs } from '../../commands/deployment/amplify-outputs.ts';
import { findLocalDeployment } from '../../commands/deployment/local-deployment.ts';
import { dataTexts } from '../../graphql/generated/domain.ts';

const stack = inject('stack');
const deployment = findLocalDeployment(stack.state);
const userPoolId = deployment.output('UserPoolId');
const rankStrategies = RankStrategiesDocument.toString();

// It warns of every endpoint that is not AWS's own.
ConsoleLogger.LOG_LEVEL = 'ERROR';
// As docs/deploy.md has an app read it.
const outputs = await amplifyOutputs(deployment);
const config = parseAmplifyConfig(outputs);
if (config.Auth && outputs.custom) config.Auth.Cognito.userPoolEndpoint = outputs.custom.user_pool_endpoint;
Amplify.configure(config);

/** A user of the group `analyst` whom an administrator has made, with a temporary password. */
const grace = { username: 'grace', password: 'Temporary-1234' };
const ownPassword = 'Her-own-password-1';

/** What Amplify keeps, tokens above all. */
const kept = new Map<string, string>();
cognitoUserPoolsTokenProvider.setKeyValueStorage({
  getItem: async (key) => kept.get(key) ?? null,
  setItem: async (key, value) => void kept.set(key, value),
  removeItem: async (key) => void kept.delete(key),
  clear: async () => kept.clear(),
});

// One user's story, from the temporary password to the last sign-out: each test goes on where the one before ended.
describe('Amplify', () => {
  beforeAll(async () => {
    const administrator = new CognitoIdentityProviderClient(stack.operator);
    const user = { UserPoolId: userPoolId, Username: grace.username };
    const UserAttributes = [{ Name: 'email', Value: 'grace@example.com' }];
    await administrator.send(
      new AdminCreateUserCommand({ ...user, TemporaryPassword: grace.password, UserAttributes }),
    );
    await administrator.send(new AdminAddUserToGroupCommand({ ...user, GroupName: 'analyst' }));
    administrator.destroy();
  });

  it('has the user choose a new password in place of the temporary one', async () => {
    const { isSignedIn, nextStep } = await signIn(grace);
    expect([isSignedIn, nextStep.signInStep]).toEqual([false, 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED']);

    await expect(confirmSignIn({ challengeResponse: 'short' })).rejects.toMatchObject({
      name: 'InvalidPasswordException',
    });
    expect(await confirmSignIn({ challengeResponse: ownPassword })).toMatchObject({ isSignedIn: true });
    await signOut();
  });

  it('refuses a wrong password, and signs in by SRP with the right one', async () => {
    await expect(signIn(grace)).rejects.toMatchObject({ name: 'NotAuthorizedException' });

    expect(await signIn({ ...grace, password: ownPassword })).toMatchObject({ isSignedIn: true });
    expect(await getCurrentUser()).toMatchObject({
      username: grace.username,
      signInDetails: { authFlowType: 'USER_SRP_AUTH' },
    });
  });

  it('reads the user’s attributes', async () => {
    expect(await fetchUserAttributes()).toMatchObject({ email: 'grace@example.com', sub: expect.any(String) });
  });

  it('renews the tokens of a sign-in, which keep its time and its id', async () => {
    const { tokens: before } = await fetchAuthSession();
    const { tokens: after } = await fetchAuthSession({ forceRefresh: true });

    const { jti, auth_time, origin_jti } = before?.idToken?.payload ?? {};
    expect(after?.idToken?.payload).toMatchObject({ auth_time, origin_jti, 'cognito:groups': ['analyst'] });
    expect(after?.idToken?.payload.jti).not.toBe(jti);
  });

  it('ranks the strategies with the access token', async () => {
    const answer = await generateClient().graphql({ query: rankStrategies, variables: { customer: exampleCustomer } });

    const { strategies } = 'data' in answer ? answer.data.rankStrategies : expect.fail('no data');
    expect(strategies.map(({ strategy }: { strategy: string }) => strategy).sort()).toEqual(
      Object.keys(dataTexts.RemediationStrategy).sort(),
    );
  });

  it('sees a typed error with its path, errorType and errorInfo', async () => {
    const customer = { ...exampleCustomer, age: 12 };

    await expect(generateClient().graphql({ query: rankStrategies, variables: { customer } })).rejects.toMatchObject({
      data: { rankStrategies: null },
      errors: [
        {
          path: ['rankStrategies'],
          errorType: 'InvalidCustomer',
          errorInfo: { violations: [{ field: 'age', rule: 'range' }] },
        },
      ],
    });
  });

  it('sees Unauthorized where the user’s groups do not reach', async () => {
    const query = '{ model { state } }';

    await expect(generateClient().graphql({ query, authToken: stack.agentToken })).rejects.toMatchObject({
      errors: [{ path: ['model'], errorType: 'Unauthorized' }],
    });
  });

  it('sees a token that the API refuses as Unauthorized', async () => {
    const query = '{ model { state } }';

    await expect(generateClient().graphql({ query, authToken: `${stack.token}x` })).rejects.toMatchObject({
      errors: [{ message: 'Unauthorized', originalError: { name: 'UnauthorizedException' } }],
    });
  });

  it('signs the user out everywhere: tokens that another device holds open nothing more', async () => {
    const elsewhere = [...kept];
    await signOut({ global: true });
    await expect(getCurrentUser()).rejects.toMatchObject({ name: 'UserUnAuthenticatedException' });

    for (const [key, value] of elsewhere) kept.set(key, value);
    await expect(fetchUserAttributes()).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    expect((await fetchAuthSession({ forceRefresh: true })).tokens).toBeUndefined();
    expect([...kept.keys()].filter((key) => key.endsWith('Token'))).toEqual([]);
  });
});
