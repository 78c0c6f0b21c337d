import { AdminCreateUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll } from 'vitest';
import { poolId } from '../user-pool.ts';
import { iam, served } from './hosted-pool.ts';

/** The SDK's client with an administrator's rights, in a file that calls `openAdministrator`. */
export let administrator: CognitoIdentityProviderClient;

/** Opens the administrator's client for the file that calls it, which serves the hosted pool. */
export function openAdministrator(): void {
  beforeAll(() => {
    const credentials = iam.issueOperatorCredentials();
    administrator = new CognitoIdentityProviderClient({ region: 'us-east-1', endpoint: served.url, credentials });
  });
  afterAll(() => administrator.destroy());
}

/** Makes a user who must choose a password of their own at the first sign-in. */
export async function createTemporaryUser(username: string, password: string): Promise<void> {
  await administrator.send(
    new AdminCreateUserCommand({ UserPoolId: poolId, Username: username, TemporaryPassword: password }),
  );
}
