import { requireSuperuser } from '../../access/privileges.ts';
import { SqlError } from '../../engine.ts';
import { changeCatalog } from '../change-catalog.ts';
import type { StatementHandler } from '../context.ts';
import { requireGrantee } from './change-privileges.ts';
import { nextId } from './create-user.ts';

/**
 * CREATE GROUP name [[WITH] USER user, ...].
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_GROUP.html
 */
export const createGroup: StatementHandler = async (call, context) => {
  call.reader.expect('create', 'group');
  const name = call.reader.grantee();
  const hasUsers = call.reader.take('with', 'user') || call.reader.take('user');
  const users = hasUsers ? call.reader.list(() => call.reader.grantee()) : [];
  if (!call.reader.atEnd()) call.reader.fail();
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    requireSuperuser(catalog, call.user, 'create groups');
    if (name === 'public') throw new SqlError('ERROR: group name "public" is reserved');
    if (catalog.groups.has(name)) throw new SqlError(`ERROR: group "${name}" already exists`);
    for (const user of users) requireGrantee(catalog, { kind: 'user', name: user });
    await writer.insert('groups', { group_id: await nextId(writer), group_name: name });
    for (const user_name of new Set(users)) await writer.insert('group_members', { group_name: name, user_name });
    return 0;
  });
};
