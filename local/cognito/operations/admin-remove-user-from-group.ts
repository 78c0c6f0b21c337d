import { requireGroup } from '../pools/require-group.ts';
import { adminMembers, groupName } from '../protocol/request-members.ts';
import { changeUser } from '../users/change-user.ts';
import { requireUser } from '../users/find-user.ts';
import { adminOperation } from './operation.ts';

const shape = { type: 'structure', members: { ...adminMembers, GroupName: groupName } } as const;

/**
 * Takes a user out of a group.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRemoveUserFromGroup.html
 */
export const adminRemoveUserFromGroup = adminOperation(
  'AdminRemoveUserFromGroup',
  shape,
  async (open, { Username, GroupName }) => {
    const { sub } = await requireUser(open, Username);
    const { name } = requireGroup(open.pool, GroupName);
    await changeUser(open, sub, ({ groups }) => ({ groups: groups.filter((group) => group !== name) }));
    return {};
  },
);
