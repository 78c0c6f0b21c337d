import { adminMembers } from '../protocol/request-members.ts';
import { changeUser, newSignInEpoch } from '../users/change-user.ts';
import { requireUser } from '../users/find-user.ts';
import { adminOperation } from './operation.ts';

const shape = { type: 'structure', members: adminMembers } as const;

/**
 * Keeps a user out, with all the tokens that they have.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html
 */
export const adminDisableUser = adminOperation('AdminDisableUser', shape, async (open, { Username }) => {
  const { sub } = await requireUser(open, Username);
  await changeUser(open, sub, () => ({ enabled: false, signInEpoch: newSignInEpoch() }));
  return {};
});
