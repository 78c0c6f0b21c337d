import {
  type AuthenticationResultType,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  InvalidParameterException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { LocalCloud } from '../../local/stack.ts';

/** Where and as whom to sign in. */
export interface SignIn {
  readonly url: string;
  readonly region: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
}

/** How the demo user of a running cloud signs in. Throws an Error when the API admits no app client without a secret. */
export function demoSignIn({ url, operator, userPoolId, userPoolClientId, demo }: LocalCloud): SignIn {
  if (userPoolClientId === undefined) throw new Error('The API admits no app client without a secret');
  return { url, region: operator.region, userPoolId, clientId: userPoolClientId, ...demo };
}

/** Signs in by Cognito's own protocol, with the password or by SRP as the app client allows, and gives a fresh ID token. */
export async function fetchIdToken(signIn: SignIn): Promise<string> {
  const token = await signInByPassword(signIn).then(
    (result) => result?.IdToken,
    (error: unknown) => {
      // An app client has this flow only where it is enabled; SRP is on by default.
      if (error instanceof InvalidParameterException) return signInBySrp(signIn);
      throw error;
    },
  );
  if (!token) throw new Error('Sign-in gave no ID token');
  return token;
}

async function signInByPassword(signIn: SignIn): Promise<AuthenticationResultType | undefined> {
  const { url, region, clientId, username, password } = signIn;
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
  return AuthenticationResult;
}

async function signInBySrp({ url, userPoolId, clientId, username, password }: SignIn): Promise<string | undefined> {
  // Few need it, and it takes most of a second to load.
  const [{ Amplify }, { ConsoleLogger }, { fetchAuthSession, signIn }] = await Promise.all([
    import('aws-amplify'),
    import('aws-amplify/utils'),
    import('aws-amplify/auth'),
  ]);
  // It warns of every endpoint that is not AWS's own.
  ConsoleLogger.LOG_LEVEL = 'ERROR';
  Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId: clientId, userPoolEndpoint: url } } });
  await signIn({ username, password });
  return (await fetchAuthSession()).tokens?.idToken?.toString();
}
