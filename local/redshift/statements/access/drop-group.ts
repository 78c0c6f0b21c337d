import { requireSuperuser } from '../../access/privileges.ts';
import { SqlError } from '../../engine.ts';
import { changeCatalog } from '../change-catalog.ts';
import type { StatementHandler } from '../context.ts';
import { requireGrantee } from './change-privileges.ts';

/**
 * DROP GROUP name; refused while the group may do something.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_GROUP.html
 */
export const dropGroup: StatementHandler = async (call, context) => {
  call.reader.expect('drop', 'group');
  const name = call.reader.grantee();
  if (!call.reader.atEnd()) call.reader.fail();
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    requireSuperuser(catalog, call.user, 'drop groups');
    requireGrantee(catalog, { kind: 'group', name });
    const isGroup = (grantee: { kind: string; name: string }) => grantee.kind === 'group' && grantee.name === name;
    const held = [...catalog.grants.values(), ...catalog.defaultPrivileges];
    if (held.some(({ grantee }) => isGroup(grantee))) {
      throw new SqlError(`ERROR: group "${name}" cannot be dropped because the group has a privilege on some object`);
    }
    await writer.remove('groups', { group_name: name });
    await writer.remove('group_members', { group_name: name });
    return 0;
  });
};
