import type { Catalog } from '../../access/catalog.ts';
import { isSuperuser, requireSuperuser } from '../../access/privileges.ts';
import { SqlError } from '../../engine.ts';
import { changeCatalog } from '../change-catalog.ts';
import type { StatementHandler } from '../context.ts';

/**
 * DROP USER [IF EXISTS] name, ...; refused while the user owns or may do something. His roles and groups he leaves.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_USER.html
 */
export const dropUser: StatementHandler = async (call, context) => {
  call.reader.expect('drop', 'user');
  const ifExists = call.reader.take('if', 'exists');
  const names = call.reader.list(() => call.reader.grantee());
  if (!call.reader.atEnd()) call.reader.fail();
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    requireSuperuser(catalog, call.user, 'drop users', 'drop user');
    for (const name of names) {
      if (!catalog.users.has(name)) {
        if (ifExists) continue;
        throw new SqlError(`ERROR: user "${name}" does not exist`);
      }
      requireDroppable(catalog, call.user, name);
      await writer.remove('users', { user_name: name });
      await writer.remove('role_members', { member_kind: 'user', member: name });
      await writer.remove('group_members', { user_name: name });
    }
    return 0;
  });
};

function requireDroppable(catalog: Catalog, caller: string, name: string): void {
  if (name === caller) throw new SqlError('ERROR: current user cannot be dropped');
  if (isSuperuser(catalog, name) && !isSuperuser(catalog, caller)) {
    throw new SqlError('ERROR: must be superuser to drop superusers');
  }
  const isOwner = [...catalog.owners.values(), ...[...catalog.roles.values()].map(({ owner }) => owner)].includes(name);
  if (isOwner) throw new SqlError(`ERROR: user "${name}" cannot be dropped because the user owns some object`);
  const isUser = (grantee: { kind: string; name: string }) => grantee.kind === 'user' && grantee.name === name;
  const isPrivileged =
    [...catalog.grants.values()].some(({ grantee }) => isUser(grantee)) ||
    catalog.defaultPrivileges.some(({ owner, grantee }) => owner === name || isUser(grantee));
  if (isPrivileged) {
    throw new SqlError(`ERROR: user "${name}" cannot be dropped because the user has a privilege on some object`);
  }
}
