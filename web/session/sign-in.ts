import { confirmSignIn, type SignInOutput, signIn as startSignIn } from 'aws-amplify/auth';
import type { WebConfig } from '../config.ts';
import { readSession, type Session } from './session.ts';

/** What a sign-in came to: a session, or a new password that the user must choose first. */
export type SignInResult = { readonly session: Session } | { readonly newPassword: NewPasswordRequired };

/** The user signed in with a temporary password. */
export interface NewPasswordRequired {
  /** Attributes that the pool requires and the user lacks, such as `email`. */
  readonly missingAttributes: readonly string[];
}

/** Signs in as the app client allows; an error's message is for the user. */
export async function signIn({ authFlow }: WebConfig, username: string, password: string): Promise<SignInResult> {
  return resultOf(await startSignIn({ username, password, options: { authFlowType: authFlow } }));
}

/** Answers the demand for a new password; an error's message is for the user. */
export async function chooseNewPassword(
  password: string,
  userAttributes: Readonly<Record<string, string>>,
): Promise<SignInResult> {
  return resultOf(await confirmSignIn({ challengeResponse: password, options: { userAttributes } }));
}

async function resultOf({ nextStep }: SignInOutput): Promise<SignInResult> {
  if (nextStep.signInStep === 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED')
    return { newPassword: { missingAttributes: nextStep.missingAttributes ?? [] } };
  const session = nextStep.signInStep === 'DONE' ? await readSession() : null;
  if (!session) throw new Error(`This user must first answer ${nextStep.signInStep}, which this page cannot do.`);
  return { session };
}
