import type { OpenPool } from '../open-pool.ts';
import { poolState } from '../open-pool.ts';
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
export async function changeAttributes(open: OpenPool, user: UserState, changes: Attributes): Promise<UserState> {
  checkAttributes(open.pool, changes, false);
  const after = { ...user, attributes: changedAttributes(user.attributes, changes) };
  refuseTakenAliases(open.pool, (await poolState(open)).users, after, 'AliasExistsException');
  return changeUser(open, user.sub, ({ attributes }) => ({ attributes: changedAttributes(attributes, changes) }));
}
