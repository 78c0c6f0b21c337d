import type { Catalog, Grantee } from '../../access/catalog.ts';
import { rolesOf } from '../../access/grantees.ts';
import { deniedOn, isSuperuser } from '../../access/privileges.ts';
import { roleGrantingRole } from '../../access/system-permissions.ts';
import { SqlError } from '../../engine.ts';
import type { TokenReader } from '../../syntax/token-reader.ts';
import { isName, isWord } from '../../syntax/tokens.ts';
import { changeCatalog } from '../change-catalog.ts';
import type { Call, EngineContext } from '../context.ts';
import { requireGrantee } from './change-privileges.ts';

/** GRANT ROLE r, ... TO {user [WITH ADMIN OPTION] | ROLE r}, ... */
export function grantRole(call: Call, context: EngineContext) {
  const roles = call.reader.list(() => readRole(call.reader));
  call.reader.expect('to');
  const members = call.reader.list(() => ({
    ...readMember(call.reader, context.catalog()),
    withAdminOption: call.reader.take('with', 'admin', 'option'),
  }));
  if (!call.reader.atEnd()) call.reader.fail();
  if (members.some(({ kind, withAdminOption }) => kind === 'role' && withAdminOption)) {
    throw new SqlError('ERROR: the admin option can only be granted to users');
  }
  return changeCatalog(call, context, async (writer) => {
    for (const role_name of roles) {
      for (const member of members) {
        const catalog = context.catalog();
        requireMembershipChange(catalog, call.user, role_name, member);
        requireNoCycle(catalog, role_name, member);
        const row = { role_name, member_kind: member.kind, member: member.name };
        const known = catalog.memberships.get(`${member.kind} ${member.name}`)?.get(role_name);
        await writer.remove('role_members', row);
        await writer.insert('role_members', { ...row, admin_option: member.withAdminOption || known === true });
        // The next membership of the same statement may close a circle with this one.
        await context.reloadCatalog(writer.connection);
      }
    }
    return 0;
  });
}

/** REVOKE [ADMIN OPTION FOR] ROLE r, ... FROM {user | ROLE r}, ... */
export function revokeRole(call: Call, context: EngineContext, isOptionOnly: boolean) {
  const roles = call.reader.list(() => readRole(call.reader));
  call.reader.expect('from');
  const members = call.reader.list(() => readMember(call.reader, context.catalog()));
  if (!call.reader.atEnd()) call.reader.fail();
  return changeCatalog(call, context, async (writer) => {
    for (const role_name of roles) {
      for (const member of members) {
        requireMembershipChange(context.catalog(), call.user, role_name, member);
        const row = { role_name, member_kind: member.kind, member: member.name };
        if (isOptionOnly) await writer.update('role_members', { admin_option: false }, row);
        else await writer.remove('role_members', row);
      }
    }
    return 0;
  });
}

function readRole(reader: TokenReader): string {
  if (isName(reader.peek(1)) && isWord(reader.peek(), 'role')) reader.next();
  return reader.grantee();
}

/** AWS's own examples leave out the word ROLE before a member, too. */
function readMember(reader: TokenReader, catalog: Catalog): Grantee {
  if (isName(reader.peek(1)) && reader.take('role')) return { kind: 'role', name: reader.grantee() };
  const name = reader.grantee();
  return { kind: !catalog.users.has(name) && catalog.roles.has(name) ? 'role' : 'user', name };
}

function requireMembershipChange(catalog: Catalog, user: string, role: string, member: Grantee): void {
  requireGrantee(catalog, { kind: 'role', name: role });
  requireGrantee(catalog, member);
  if (!mayGrantRole(catalog, user, role)) throw deniedOn('role', role);
}

function mayGrantRole(catalog: Catalog, user: string, role: string): boolean {
  if (isSuperuser(catalog, user) || catalog.roles.get(role)?.owner === user) return true;
  if (catalog.memberships.get(`user ${user}`)?.get(role)) return true;
  // Who administers identities must not make himself a superuser by it.
  return !role.startsWith('sys:') && rolesOf(catalog, { kind: 'user', name: user }).has(roleGrantingRole);
}

function requireNoCycle(catalog: Catalog, role: string, member: Grantee): void {
  const isCycle =
    member.kind === 'role' && (member.name === role || rolesOf(catalog, { kind: 'role', name: role }).has(member.name));
  if (isCycle) throw new SqlError(`ERROR: role "${role}" is a member of role "${member.name}"`);
}
