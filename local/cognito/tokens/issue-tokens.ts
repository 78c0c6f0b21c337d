import { randomUUID } from 'node:crypto';
import { nowSeconds, type OpenClient } from '../open-pool.ts';
import type { UserState } from '../state.ts';
import { encryptRefreshToken } from './refresh-token.ts';
import { type Authentication, signTokens, userAdminScope } from './sign-tokens.ts';

/** The tokens of a sign-in. */
export interface IssuedTokens {
  readonly idToken: string;
  readonly accessToken: string;
  /** What the access token is good for. */
  readonly scopes: readonly string[];
  /** Undefined where the one that was refreshed stays good. */
  readonly refreshToken?: string;
  /** How long the access token is valid. */
  readonly expiresInSeconds: number;
}

/** How a sign-in's tokens differ from those of the API. */
export interface IssueOptions {
  /** @default aws.cognito.signin.user.admin */
  readonly scopes?: readonly string[];
  readonly nonce?: string | undefined;
  /** Seconds since 1970 of the sign-in. @default now */
  readonly authTime?: number;
}

/** Issues the three tokens of a new sign-in. */
export async function issueTokens(
  target: OpenClient,
  user: UserState,
  { scopes = [userAdminScope], nonce, authTime = nowSeconds(target.open) }: IssueOptions = {},
): Promise<Required<IssuedTokens>> {
  const { open, client } = target;
  const now = nowSeconds(open);
  const originJti = `${user.signInEpoch}${randomUUID().slice(8)}`;
  const authentication: Authentication = { user, scopes, authTime, originJti, nonce };
  const refreshToken = await encryptRefreshToken(target, {
    ...{ sub: user.sub, clientId: client.clientId, scopes, authTime, originJti },
    ...{ jti: randomUUID(), expiresAt: now + client.refreshTokenSeconds },
  });
  const tokens = await signTokens(target, authentication, now);
  return { ...tokens, scopes, refreshToken, expiresInSeconds: client.accessTokenSeconds };
}
