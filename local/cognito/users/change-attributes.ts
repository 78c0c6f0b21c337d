import type { OpenPool } from '../open-pool.ts';
import type { UserPool } from '../pools/user-pool.ts';
import type { UserState } from '../state.ts';
import { refuseTakenAliases } from './aliases.ts';
import { type Attributes, changedAttributes, checkAttributes } from './attributes.ts';
import { changeUser } from './change-user.ts';

/**
 * Changes attributes of a user.
 *
 * @throws ServiceError InvalidParameterException when one does not fit the pool's schema, AliasExistsException when another
 * user signs in by the same value.
 */
export function changeAttributes(open: OpenPool, { sub }: UserState, changes: Attributes): Promise<UserState> {
  return changeUser(open, sub, (before, users) => attributesChange(open.pool, before, users, changes));
}

/** What `changeAttributes` changes of a user among all of the pool. Throws as it does. */
export function attributesChange(
  pool: UserPool,
  before: UserState,
  users: readonly UserState[],
  changes: Attributes,
): Pick<UserState, 'attributes'> {
  checkAttributes(pool, changes, false);
  const attributes = changedAttributes(before.attributes, changes);
  refuseTakenAliases(pool, users, { ...before, attributes }, 'AliasExistsException');
  return { attributes };
}
