import { poolState } from '../open-pool.ts';
import { describeGroup } from '../pools/describe-group.ts';
import { pageOf } from '../protocol/page.ts';
import { adminMembers, limit, paginationKey } from '../protocol/request-members.ts';
import { groupsOf } from '../tokens/group-claims.ts';
import { requireUser } from '../users/find-user.ts';
import { adminOperation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { ...adminMembers, Limit: limit, NextToken: paginationKey },
} as const;

/**
 * Lists the groups of a user.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListGroupsForUser.html
 */
export const adminListGroupsForUser = adminOperation(
  'AdminListGroupsForUser',
  shape,
  async (open, { Username, Limit, NextToken }) => {
    const user = await requireUser(open, Username);
    const { createdAt } = await poolState(open);
    const groups = groupsOf(open.pool, user).map((group) => describeGroup(open.pool, group, createdAt));
    const { items, nextKey } = pageOf(`AdminListGroupsForUser ${user.sub}`, groups, NextToken, Limit);
    return { Groups: items, NextToken: nextKey };
  },
);
