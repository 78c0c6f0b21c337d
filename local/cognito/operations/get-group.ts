import { poolState } from '../open-pool.ts';
import { describeGroup } from '../pools/describe-group.ts';
import { requireGroup } from '../pools/require-group.ts';
import { groupName, userPoolId } from '../protocol/request-members.ts';
import { adminOperation } from './operation.ts';

const shape = { type: 'structure', members: { UserPoolId: userPoolId, GroupName: groupName } } as const;

/**
 * Tells about a group.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetGroup.html
 */
export const getGroup = adminOperation('GetGroup', shape, async (open, { GroupName }) => {
  const { createdAt } = await poolState(open);
  return { Group: describeGroup(open.pool, requireGroup(open.pool, GroupName), createdAt) };
});
