import { attributes, clientMetadata, token } from '../protocol/request-members.ts';
import { verifyAccessToken } from '../tokens/access-token.ts';
import { userAdminScope } from '../tokens/sign-tokens.ts';
import { checkWritable, readAttributes } from '../users/attributes.ts';
import { changeAttributes } from '../users/change-attributes.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { UserAttributes: { ...attributes, required: true }, AccessToken: token, ClientMetadata: clientMetadata },
} as const;

/**
 * Changes attributes of the bearer of an access token; nothing is sent to verify a new address.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserAttributes.html
 */
export const updateUserAttributes = operation('UpdateUserAttributes', shape, async ({ pools }, input) => {
  const { open, user, client } = await verifyAccessToken(pools, input.AccessToken, userAdminScope);
  const changes = readAttributes(input.UserAttributes);
  checkWritable(client, changes);
  await changeAttributes(open, user, changes);
  return { CodeDeliveryDetailsList: [] };
});
