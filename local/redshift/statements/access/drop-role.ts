import type { Catalog } from '../../access/catalog.ts';
import { hasPermission } from '../../access/privileges.ts';
import { SqlError } from '../../engine.ts';
import { changeCatalog } from '../change-catalog.ts';
import type { StatementHandler } from '../context.ts';
import { requireGrantee } from './change-privileges.ts';
import { requireRoleName } from './create-role.ts';

/**
 * DROP ROLE name [FORCE | RESTRICT]; refused without FORCE while the role is granted, or others are granted to it.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_ROLE.html
 */
export const dropRole: StatementHandler = async (call, context) => {
  call.reader.expect('drop', 'role');
  const name = call.reader.grantee();
  const isForced = call.reader.take('force');
  if (!isForced) call.reader.take('restrict');
  if (!call.reader.atEnd()) call.reader.fail();
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    requireGrantee(catalog, { kind: 'role', name });
    requireRoleName(name);
    requireRoleOwner(catalog, call.user, name);
    if (!isForced) requireUnused(catalog, name);
    await writer.remove('roles', { role_name: name });
    await writer.remove('role_members', { role_name: name });
    await writer.remove('role_members', { member_kind: 'role', member: name });
    await writer.remove('privileges', { grantee_kind: 'role', grantee: name });
    return 0;
  });
};

function requireRoleOwner(catalog: Catalog, user: string, role: string): void {
  const isOwner = catalog.roles.get(role)?.owner === user || catalog.memberships.get(`user ${user}`)?.get(role);
  if (!isOwner && !hasPermission(catalog, user, 'drop role'))
    throw new SqlError(`ERROR: must be owner of role ${role}`);
}

function requireUnused(catalog: Catalog, role: string): void {
  for (const [member, roles] of catalog.memberships) {
    if (!roles.has(role)) continue;
    const kind = member.startsWith('user ') ? 'user' : 'role';
    throw new SqlError(`ERROR: cannot drop this role since it has been granted on a ${kind}`);
  }
  if (catalog.memberships.has(`role ${role}`)) {
    throw new SqlError('ERROR: cannot drop this role since it depends on another role');
  }
}
