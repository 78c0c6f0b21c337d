import { ServiceError } from '../../aws-json.ts';
import type { OpenPool } from '../open-pool.ts';
import { poolState } from '../open-pool.ts';
import { checkPassword } from '../pools/password-policy.ts';
import { isPassword } from '../sign-in/password-verifier.ts';
import { changeUser, setPassword } from './change-user.ts';
import { createUser } from './create-user.ts';
import { findUser } from './find-user.ts';

/** A user that must exist, with this password and exactly these groups. */
export interface RequiredUser {
  readonly poolId: string;
  readonly username: string;
  readonly password: string;
  readonly groups: readonly string[];
}

/**
 * Makes the user, or gives an existing one this password and these groups; writes nothing when all is so already.
 *
 * @throws ServiceError InvalidPasswordException when the pool's policy refuses the password, ResourceNotFoundException
 * when the pool has no such group, InvalidParameterException when it wants an e-mail address as username.
 */
export async function ensureUser(required: RequiredUser, open: OpenPool): Promise<{ readonly sub: string }> {
  const { username, password, groups } = required;
  const { pool } = open;
  checkPassword(password, pool.passwordPolicy);
  const unknownGroup = groups.find((group) => !pool.groups.some(({ name }) => name === group));
  if (unknownGroup !== undefined)
    throw new ServiceError('ResourceNotFoundException', `Group not found: ${unknownGroup}`);

  const existing = findUser((await poolState(open)).users, pool, username);
  if (existing === undefined) {
    const attributes =
      username.includes('@') && pool.usernameAttributes.includes('email') ? { email_verified: 'true' } : {};
    return createUser(open, { name: username, password, status: 'CONFIRMED', attributes, groups });
  }
  const isSame = isPassword(pool.poolId, existing.username, password, existing) && existing.status === 'CONFIRMED';
  if (!isSame) await setPassword(open, existing, password, true);
  if (existing.groups.join() !== groups.join() || !existing.enabled) {
    await changeUser(open, existing.sub, () => ({ groups, enabled: true }));
  }
  return existing;
}
