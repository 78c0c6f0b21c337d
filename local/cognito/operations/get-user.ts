import { token } from '../protocol/request-members.ts';
import { verifyAccessToken } from '../tokens/access-token.ts';
import { userAdminScope } from '../tokens/sign-tokens.ts';
import { attributeList } from '../users/attributes.ts';
import { operation } from './operation.ts';

const shape = { type: 'structure', members: { AccessToken: token } } as const;

/**
 * Tells the bearer of an access token about themselves.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html
 */
export const getUser = operation('GetUser', shape, async ({ pools }, { AccessToken }) => {
  const { user, client } = await verifyAccessToken(pools, AccessToken, userAdminScope);
  return { Username: user.username, UserAttributes: attributeList(user, client.readAttributes) };
});
