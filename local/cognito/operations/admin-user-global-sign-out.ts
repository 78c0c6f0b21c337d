import { adminMembers } from '../protocol/request-members.ts';
import { signOutEverywhere } from '../users/change-user.ts';
import { requireUser } from '../users/find-user.ts';
import { adminOperation } from './operation.ts';

const shape = { type: 'structure', members: adminMembers } as const;

/**
 * Ends every sign-in of a user.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html
 */
export const adminUserGlobalSignOut = adminOperation('AdminUserGlobalSignOut', shape, async (open, { Username }) => {
  const { sub } = await requireUser(open, Username);
  await signOutEverywhere(open, sub);
  return {};
});
