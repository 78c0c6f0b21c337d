import type { OpenClient } from '../open-pool.ts';
import { type IssuedTokens, issueTokens } from '../tokens/issue-tokens.ts';
import { missingAttributes } from '../users/attributes.ts';
import type { SignIn } from './sign-in.ts';

/** What beginning or going on with a sign-in answers: tokens, or the next challenge. */
export interface AuthReply {
  readonly AuthenticationResult?: object;
  readonly ChallengeName?: string;
  readonly ChallengeParameters: Readonly<Record<string, string>>;
  readonly Session?: string;
}

/** Issues the tokens of a sign-in, or puts the challenge that is left. */
export async function signInReply(target: OpenClient, { user, session }: SignIn): Promise<AuthReply> {
  if (session === undefined) return { ChallengeParameters: {}, ...tokensReply(await issueTokens(target, user)) };
  const missing = missingAttributes(target.open.pool, user).map((name) => `userAttributes.${name}`);
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(missing),
      userAttributes: JSON.stringify(user.attributes),
    },
    Session: session,
  };
}

/** Tokens as the operations answer them. */
export function tokensReply({ accessToken, idToken, refreshToken, expiresInSeconds }: IssuedTokens) {
  return {
    AuthenticationResult: {
      ...{ AccessToken: accessToken, ExpiresIn: expiresInSeconds, IdToken: idToken, TokenType: 'Bearer' },
      ...(refreshToken !== undefined && { RefreshToken: refreshToken }),
    },
  };
}
