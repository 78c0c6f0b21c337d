import { adminMembers, attributeName } from '../protocol/request-members.ts';
import { changeAttributes } from '../users/change-attributes.ts';
import { requireUser } from '../users/find-user.ts';
import { adminOperation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { ...adminMembers, UserAttributeNames: { type: 'list', required: true, member: attributeName } },
} as const;

/**
 * Takes attributes of a user away.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUserAttributes.html
 */
export const adminDeleteUserAttributes = adminOperation(
  'AdminDeleteUserAttributes',
  shape,
  async (open, { Username, UserAttributeNames }) => {
    const user = await requireUser(open, Username);
    await changeAttributes(open, user, Object.fromEntries(UserAttributeNames.map((name) => [name, ''])));
    return {};
  },
);
