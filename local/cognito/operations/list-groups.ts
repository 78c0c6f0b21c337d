import { poolState } from '../open-pool.ts';
import { describeGroup } from '../pools/describe-group.ts';
import { pageOf } from '../protocol/page.ts';
import { limit, paginationKey, userPoolId } from '../protocol/request-members.ts';
import { adminOperation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { UserPoolId: userPoolId, Limit: limit, NextToken: paginationKey },
} as const;

/**
 * Lists the groups of a pool.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListGroups.html
 */
export const listGroups = adminOperation('ListGroups', shape, async (open, { Limit, NextToken }) => {
  const { createdAt } = await poolState(open);
  const groups = open.pool.groups.map((group) => describeGroup(open.pool, group, createdAt));
  const { items, nextKey } = pageOf(`ListGroups ${open.pool.poolId}`, groups, NextToken, Limit);
  return { Groups: items, NextToken: nextKey };
});
