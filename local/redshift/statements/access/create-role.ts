import { requireSuperuser } from '../../access/privileges.ts';
import { SqlError } from '../../engine.ts';
import { changeCatalog } from '../change-catalog.ts';
import type { StatementHandler } from '../context.ts';
import { nextId, requireNewName } from './create-user.ts';
import { readExternalId } from './user-options.ts';

/**
 * CREATE ROLE name [EXTERNALID id].
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_ROLE.html
 */
export const createRole: StatementHandler = async (call, context) => {
  call.reader.expect('create', 'role');
  const name = call.reader.grantee();
  const external_id = call.reader.take('externalid') ? readExternalId(call.reader) : null;
  if (!call.reader.atEnd()) call.reader.fail();
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    requireSuperuser(catalog, call.user, 'create roles', 'create role');
    requireRoleName(name);
    requireNewName(catalog, name);
    const role_id = await nextId(writer);
    await writer.insert('roles', { role_id, role_name: name, role_owner: call.user, external_id });
    return 0;
  });
};

/** @throws SqlError for a name that only system-defined roles have. */
export function requireRoleName(name: string): void {
  if (!/^(sys|ds):/i.test(name)) return;
  throw new SqlError(`ERROR: role name "${name}" is invalid: the prefix is reserved for system-defined roles`);
}
