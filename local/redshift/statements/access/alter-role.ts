import { isSuperuser } from '../../access/privileges.ts';
import { SqlError } from '../../engine.ts';
import { changeCatalog } from '../change-catalog.ts';
import type { StatementHandler } from '../context.ts';
import { requireGrantee } from './change-privileges.ts';
import { requireRoleName } from './create-role.ts';
import { requireNewName } from './create-user.ts';
import { renameIdentity } from './rename-identity.ts';
import { readExternalId } from './user-options.ts';

/**
 * ALTER ROLE name [WITH] {RENAME TO name | OWNER TO user}, ... [EXTERNALID TO id].
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_ROLE.html
 */
export const alterRole: StatementHandler = async (call, context) => {
  call.reader.expect('alter', 'role');
  const name = call.reader.grantee();
  call.reader.take('with');
  let newName: string | undefined;
  const columns: Record<string, string> = {};
  do {
    if (call.reader.take('rename', 'to')) newName = call.reader.grantee();
    else if (call.reader.take('owner', 'to')) columns.role_owner = call.reader.grantee();
    else {
      call.reader.expect('externalid', 'to');
      columns.external_id = readExternalId(call.reader);
    }
    call.reader.takeSymbol(',');
  } while (!call.reader.atEnd());
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    requireGrantee(catalog, { kind: 'role', name });
    requireRoleName(name);
    const isOwner = catalog.roles.get(name)?.owner === call.user;
    if (!isOwner && !isSuperuser(catalog, call.user)) throw new SqlError(`ERROR: must be owner of role ${name}`);
    if (columns.role_owner !== undefined) requireGrantee(catalog, { kind: 'user', name: columns.role_owner });
    if (Object.keys(columns).length > 0) await writer.update('roles', columns, { role_name: name });
    if (newName !== undefined) {
      requireRoleName(newName);
      requireNewName(catalog, newName);
      await renameIdentity(writer, 'role', name, newName);
    }
    return 0;
  });
};
