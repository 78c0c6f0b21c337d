import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { LocalCloud } from '../../local/stack.ts';

/** Where and as whom to sign in. */
export interface SignIn {
  readonly url: string;
  readonly region: string;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
}

/** How the demo user of a running cloud signs in. Throws an Error when the API admits no app client without a secret. */
export function demoSignIn({ url, operator, userPoolClientId, demo }: LocalCloud): SignIn {
  if (userPoolClientId === undefined) throw new Error('The API admits no app client without a secret');
  return { url, region: operator.region, clientId: userPoolClientId, ...demo };
}

/** Signs in by Cognito's own protocol and gives a fresh ID token. */
export async function fetchIdToken({ url, region, clientId, username, password }: SignIn): Promise<string> {
  // InitiateAuth is an unsigned call; the SDK still wants credentials to be there.
  const credentials = { accessKeyId: 'unsigned', secretAccessKey: 'unsigned' };
  const client = new CognitoIdentityProviderClient({ endpoint: url, region, credentials });
  const { AuthenticationResult } = await client.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: clientId,
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  );
  if (!AuthenticationResult?.IdToken) throw new Error('Sign-in gave no ID token');
  return AuthenticationResult.IdToken;
}
