import { adminMembers, attributes, clientMetadata } from '../protocol/request-members.ts';
import { readAttributes } from '../users/attributes.ts';
import { changeAttributes } from '../users/change-attributes.ts';
import { requireUser } from '../users/find-user.ts';
import { adminOperation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { ...adminMembers, UserAttributes: { ...attributes, required: true }, ClientMetadata: clientMetadata },
} as const;

/**
 * Changes attributes of a user; an empty value takes one away.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html
 */
export const adminUpdateUserAttributes = adminOperation(
  'AdminUpdateUserAttributes',
  shape,
  async (open, { Username, UserAttributes }) => {
    const user = await requireUser(open, Username);
    await changeAttributes(open, user, readAttributes(UserAttributes));
    return {};
  },
);
