import { adminMembers } from '../protocol/request-members.ts';
import { describeUser } from '../users/describe-user.ts';
import { requireUser } from '../users/find-user.ts';
import { adminOperation } from './operation.ts';

const shape = { type: 'structure', members: adminMembers } as const;

/**
 * Tells everything about a user.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html
 */
export const adminGetUser = adminOperation('AdminGetUser', shape, async (open, { Username }) => {
  const user = await requireUser(open, Username);
  const { Attributes, ...rest } = describeUser(user);
  return { ...rest, UserAttributes: Attributes };
});
