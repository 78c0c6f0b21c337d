import type { WebConfig } from '../config.ts';
import type { Session } from './session.ts';

interface InitiateAuthReply {
  readonly AuthenticationResult?: { readonly IdToken: string; readonly ExpiresIn: number };
  readonly ChallengeName?: string;
  readonly message?: string;
}

/**
 * Signs in with Cognito's InitiateAuth (USER_PASSWORD_AUTH); an error's message is meant for the user.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
 */
export async function signIn(config: WebConfig, username: string, password: string): Promise<Session> {
  const response = await fetch(config.cognitoEndpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: config.userPoolClientId,
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  });
  const reply: InitiateAuthReply = await response.json();
  const { AuthenticationResult: result, ChallengeName: challenge } = reply;
  if (challenge) throw new Error(`This user must first answer the challenge ${challenge}, which this page cannot do.`);
  if (!response.ok || !result) throw new Error(reply.message ?? `Sign-in failed with HTTP ${response.status}.`);
  return { username, token: result.IdToken, expiresAt: Date.now() + result.ExpiresIn * 1000 };
}
