import { requireSuperuser } from '../../access/privileges.ts';
import { SqlError } from '../../engine.ts';
import { changeCatalog } from '../change-catalog.ts';
import type { StatementHandler } from '../context.ts';
import { requireGrantee } from './change-privileges.ts';
import { renameIdentity } from './rename-identity.ts';

/**
 * ALTER GROUP name {ADD USER user, ... | DROP USER user, ... | RENAME TO name}.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_GROUP.html
 */
export const alterGroup: StatementHandler = async (call, context) => {
  const { reader } = call;
  reader.expect('alter', 'group');
  const group_name = reader.grantee();
  const isRename = reader.take('rename', 'to');
  const isAdd = !isRename && reader.take('add', 'user');
  if (!isRename && !isAdd) reader.expect('drop', 'user');
  const names = isRename ? [reader.grantee()] : reader.list(() => reader.grantee());
  if (!reader.atEnd()) reader.fail();
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    requireSuperuser(catalog, call.user, 'alter groups');
    requireGrantee(catalog, { kind: 'group', name: group_name });
    for (const name of names) {
      if (isRename) {
        if (catalog.groups.has(name)) throw new SqlError(`ERROR: group "${name}" already exists`);
        await renameIdentity(writer, 'group', group_name, name);
        continue;
      }
      requireGrantee(catalog, { kind: 'user', name });
      await writer.remove('group_members', { group_name, user_name: name });
      if (isAdd) await writer.insert('group_members', { group_name, user_name: name });
    }
    return 0;
  });
};
