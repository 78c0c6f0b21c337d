import { token } from '../protocol/request-members.ts';
import { verifyAccessToken } from '../tokens/access-token.ts';
import { userAdminScope } from '../tokens/sign-tokens.ts';
import { signOutEverywhere } from '../users/change-user.ts';
import { operation } from './operation.ts';

const shape = { type: 'structure', members: { AccessToken: token } } as const;

/**
 * Ends every sign-in of the bearer of an access token.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html
 */
export const globalSignOut = operation('GlobalSignOut', shape, async ({ pools }, { AccessToken }) => {
  const { open, user } = await verifyAccessToken(pools, AccessToken, userAdminScope);
  await signOutEverywhere(open, user.sub);
  return {};
});
