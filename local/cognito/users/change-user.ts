import { randomBytes } from 'node:crypto';
import { type OpenPool, updatePool } from '../open-pool.ts';
import { checkPassword } from '../pools/password-policy.ts';
import { createVerifier } from '../sign-in/password-verifier.ts';
import type { UserState } from '../state.ts';
import { userNotFound } from './find-user.ts';

/** Changes a user in the state file, knowing all of the pool. Throws ServiceError UserNotFoundException when it is gone by now. */
export async function changeUser(
  open: OpenPool,
  sub: string,
  change: (before: UserState, users: readonly UserState[]) => Partial<UserState>,
): Promise<UserState> {
  let changed: UserState | undefined;
  await updatePool(open, (pool) => {
    const before = pool.users.find((user) => user.sub === sub);
    if (before === undefined) throw userNotFound();
    const after = { ...before, ...change(before, pool.users), modifiedAt: open.clock() };
    changed = after;
    return { ...pool, users: pool.users.map((user) => (user === before ? after : user)) };
  });
  if (changed === undefined) throw userNotFound();
  return changed;
}

/**
 * Gives a user a password, for good or until the user has chosen another.
 *
 * @throws ServiceError InvalidPasswordException when the pool's policy refuses it.
 */
export async function setPassword(open: OpenPool, user: UserState, password: string, isPermanent: boolean) {
  const change = passwordChange(open, user, password, isPermanent);
  return changeUser(open, user.sub, () => change);
}

/** What `setPassword` changes. Throws as it does. */
export function passwordChange(
  { pool, clock }: OpenPool,
  { username }: UserState,
  password: string,
  isPermanent: boolean,
): Partial<UserState> {
  checkPassword(password, pool.passwordPolicy);
  return {
    ...createVerifier(pool.poolId, username, password),
    status: isPermanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
    passwordSetAt: clock(),
  };
}

/** Ends every sign-in of a user: none of its tokens is taken any more. */
export function signOutEverywhere(open: OpenPool, sub: string): Promise<UserState> {
  return changeUser(open, sub, () => ({ signInEpoch: newSignInEpoch() }));
}

/** A new `signInEpoch`. */
export function newSignInEpoch(): string {
  return randomBytes(4).toString('hex');
}
