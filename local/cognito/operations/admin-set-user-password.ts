import { adminMembers, password } from '../protocol/request-members.ts';
import { setPassword } from '../users/change-user.ts';
import { requireUser } from '../users/find-user.ts';
import { adminOperation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { ...adminMembers, Password: password, Permanent: { type: 'boolean' } },
} as const;

/**
 * Gives a user a password, for good or until they choose another.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html
 */
export const adminSetUserPassword = adminOperation(
  'AdminSetUserPassword',
  shape,
  async (open, { Username, Password, Permanent = false }) => {
    const user = await requireUser(open, Username);
    await setPassword(open, user, Password, Permanent);
    return {};
  },
);
