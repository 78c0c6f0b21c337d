import { ServiceError } from '../../aws-json.ts';
import { type OpenPool, poolState } from '../open-pool.ts';
import type { UserPool } from '../pools/user-pool.ts';
import type { UserState } from '../state.ts';
import { fold, hasAnyAlias } from './aliases.ts';

/**
 * The user who signs in under this name: the username, or an attribute that the pool takes in its place.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-aliases
 */
export function findUser(users: readonly UserState[], pool: UserPool, name: string): UserState | undefined {
  return (
    users.find(({ username }) => fold(pool, username) === fold(pool, name)) ??
    users.find((user) => hasAnyAlias(pool, user, name))
  );
}

/** The user whom an administrator names by username, alias or `sub`. Throws ServiceError UserNotFoundException. */
export async function requireUser(open: OpenPool, name: string): Promise<UserState> {
  const { users } = await poolState(open);
  // The sub first: anybody may choose the alias that another user's sub is.
  const user = users.find(({ sub }) => sub === name) ?? findUser(users, open.pool, name);
  if (user === undefined) throw userNotFound();
  return user;
}

/** The error for a name that no user has. */
export function userNotFound(): ServiceError {
  return new ServiceError('UserNotFoundException', 'User does not exist.');
}
