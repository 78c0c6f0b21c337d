import { poolState } from '../../open-pool.ts';
import { issueTokens } from '../../tokens/issue-tokens.ts';
import { type CodeGrant, provesChallenge } from '../authorization-code.ts';
import type { Grant } from '../endpoints/token.ts';
import { OAuthError } from '../oauth-error.ts';

/** `grant_type=authorization_code`: a code is good for its client and redirect_uri alone, with its verifier, and once. */
export const exchangeCode: Grant = async (oauth, form, { codes }) => {
  const { open, client, flows } = oauth;
  if (!flows.has('code')) throw new OAuthError('unauthorized_client', 'The client is not allowed the code grant');
  for (const name of ['code', 'redirect_uri']) {
    if (!form.get(name)) throw new OAuthError('invalid_request', `${name} is missing`);
  }
  const granted = codes.take(form.get('code') ?? '');
  if (granted === undefined || granted.clientId !== client.clientId || !isProven(granted, form)) throw invalidCode();
  const { sub, scopes, nonce, authTime } = granted;
  const user = (await poolState(open)).users.find((candidate) => candidate.sub === sub);
  if (!user?.enabled) throw invalidCode();
  const tokens = await issueTokens(oauth, user, { scopes, nonce, authTime });
  return {
    ...(scopes.includes('openid') && { id_token: tokens.idToken }),
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    expires_in: tokens.expiresInSeconds,
    token_type: 'Bearer',
  };
};

function isProven({ redirectUri, codeChallenge }: CodeGrant, form: URLSearchParams): boolean {
  const verifier = form.get('code_verifier');
  if (form.get('redirect_uri') !== redirectUri) return false;
  // A verifier without a challenge is what is left when somebody took the challenge out of the app's request.
  if (codeChallenge === undefined) return verifier === null;
  return verifier !== null && provesChallenge(verifier, codeChallenge);
}

/** Which of it is wrong is nobody's business who has the code alone. */
function invalidCode(): OAuthError {
  return new OAuthError('invalid_grant', 'The code is unknown, used, expired or not for this client and verifier');
}
