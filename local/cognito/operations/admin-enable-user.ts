import { adminMembers } from '../protocol/request-members.ts';
import { changeUser } from '../users/change-user.ts';
import { requireUser } from '../users/find-user.ts';
import { adminOperation } from './operation.ts';

const shape = { type: 'structure', members: adminMembers } as const;

/**
 * Lets a disabled user in again.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminEnableUser.html
 */
export const adminEnableUser = adminOperation('AdminEnableUser', shape, async (open, { Username }) => {
  const { sub } = await requireUser(open, Username);
  await changeUser(open, sub, () => ({ enabled: true }));
  return {};
});
