import { Amplify } from 'aws-amplify';
import { fetchAuthSession, getCurrentUser, signOut } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { ConsoleLogger, sessionStorage as tabStorage } from 'aws-amplify/utils';
import type { WebConfig } from '../config.ts';

/** A signed-in user; Amplify keeps the tokens for as long as the browser tab lives. */
export interface Session {
  readonly username: string;
}

/** There is no session, or the user pool no longer renews its tokens: sign in again. */
export class SessionEndedError extends Error {
  override readonly name = 'SessionEndedError';
}

/** How a user pool refuses for good, besides a refresh token that it takes no more, which Amplify tells by giving no tokens. */
const finalRefusals = [
  ...['ResourceNotFoundException', 'UserNotFoundException', 'RefreshTokenReuseException'],
  ...['PasswordResetRequiredException', 'UserNotConfirmedException'],
];

/** Points Amplify at the user pool of this API; comes before everything else here. */
export function openUserPool({ userPoolId, cognitoEndpoint }: WebConfig, userPoolClientId: string): void {
  // It warns of every endpoint that is not AWS's own.
  ConsoleLogger.LOG_LEVEL = 'ERROR';
  const userPoolEndpoint = new URL(cognitoEndpoint, location.href).href;
  Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint } } });
  cognitoUserPoolsTokenProvider.setKeyValueStorage(tabStorage);
}

/** The session of this tab, its tokens renewed when they have expired; null when there is none. */
export async function readSession(): Promise<Session | null> {
  try {
    const { username, signInDetails } = await getCurrentUser();
    return { username: signInDetails?.loginId ?? username };
  } catch {
    return null;
  }
}

/**
 * The session's ID token, renewed by the refresh token when it has expired, or in any case with `renew`.
 *
 * @throws SessionEndedError
 */
export async function freshToken({ renew = false } = {}): Promise<string> {
  const { tokens } = await fetchAuthSession({ forceRefresh: renew }).catch((error: unknown) => {
    if (!(error instanceof Error && finalRefusals.includes(error.name))) throw error;
    throw new SessionEndedError('The session has ended.', { cause: error });
  });
  if (!tokens?.idToken) throw new SessionEndedError('The session has ended.');
  return tokens.idToken.toString();
}

/** Forgets the session's tokens and has the user pool revoke them; what the user has typed stays for when they come back. */
export async function dropSession(): Promise<void> {
  await signOut();
}

/** Forgets everything this tab knows: the tokens, the borrower and the queries. */
export async function dropAll(): Promise<void> {
  await signOut();
  sessionStorage.clear();
}
