import { updatePool } from '../open-pool.ts';
import { adminMembers } from '../protocol/request-members.ts';
import { requireUser } from '../users/find-user.ts';
import { adminOperation } from './operation.ts';

const shape = { type: 'structure', members: adminMembers } as const;

/**
 * Deletes a user.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html
 */
export const adminDeleteUser = adminOperation('AdminDeleteUser', shape, async (open, { Username }) => {
  const user = await requireUser(open, Username);
  await updatePool(open, (pool) => ({ ...pool, users: pool.users.filter(({ sub }) => sub !== user.sub) }));
  return {};
});
