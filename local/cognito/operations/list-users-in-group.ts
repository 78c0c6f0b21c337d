import { poolState } from '../open-pool.ts';
import { requireGroup } from '../pools/require-group.ts';
import { pageOf } from '../protocol/page.ts';
import { groupName, limit, paginationKey, userPoolId } from '../protocol/request-members.ts';
import { describeUser } from '../users/describe-user.ts';
import { adminOperation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { UserPoolId: userPoolId, GroupName: groupName, Limit: limit, NextToken: paginationKey },
} as const;

/**
 * Lists the users of a group.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsersInGroup.html
 */
export const listUsersInGroup = adminOperation(
  'ListUsersInGroup',
  shape,
  async (open, { GroupName, Limit, NextToken }) => {
    const { name } = requireGroup(open.pool, GroupName);
    const users = (await poolState(open)).users
      .filter(({ groups }) => groups.includes(name))
      .map((user) => describeUser(user));
    const { items, nextKey } = pageOf(`ListUsersInGroup ${open.pool.poolId} ${name}`, users, NextToken, Limit);
    return { Users: items, NextToken: nextKey };
  },
);
