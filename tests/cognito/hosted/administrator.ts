import { AdminCreateUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll } from 'vitest';
import { poolId } from '../user-pool.ts';
import { iam, served } from './hosted-pool.ts';

/** The SDK's client with an administrator's rights; set by the hook below before each test. */
export let administrator: CognitoIdentityProviderClient;

beforeAll(() => {
  const credentials = iam.issueOperatorCredentials();
  administrator = new CognitoIdentityProviderClient({ region: 'us-east-1', endpoint: served.url, credentials });
});

afterAll(() => administrator.destroy());

/** Makes a user who must choose a password of their own at the first sign-in. */
export async function createTemporaryUser(username: string, password: string): Promise<void> {
  await administrator.send(
    new AdminCreateUserCommand({ UserPoolId: poolId, Username: username, TemporaryPassword: password }),
  );
}
