import type { Grantee } from '../../access/catalog.ts';
import { mayGrant, systemObject } from '../../access/privileges.ts';
import { type SystemPermission, systemPermissions } from '../../access/system-permissions.ts';
import { SqlError } from '../../engine.ts';
import type { TokenReader } from '../../syntax/token-reader.ts';
import { changeCatalog } from '../change-catalog.ts';
import type { Call, EngineContext } from '../context.ts';
import { givePrivilege, type PrivilegeChange, requireGrantee } from './change-privileges.ts';
import { type AskedGrantee, readGrantees } from './grant-syntax.ts';
import { readCascade, takePrivilege } from './revoke.ts';

/** GRANT {CREATE USER | DROP ROLE | ... | ALL [PRIVILEGES]}, ... TO ROLE r, ...; CREATE MODEL also to users and groups. */
export function grantPermissions(call: Call, context: EngineContext) {
  const permissions = readPermissions(call.reader);
  call.reader.expect('to');
  const grantees = readGrantees(call.reader);
  if (!call.reader.atEnd()) call.reader.fail();
  requireHolders(permissions, grantees);
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    for (const change of permissionChanges(call, context, permissions, grantees)) {
      for (const grantee of grantees) await givePrivilege(writer, catalog, change, grantee, call.user);
    }
    return 0;
  });
}

/** REVOKE [GRANT OPTION FOR], with the forms of `grantPermissions`. */
export function revokePermissions(call: Call, context: EngineContext, isOptionOnly: boolean) {
  const permissions = readPermissions(call.reader);
  call.reader.expect('from');
  const grantees = readGrantees(call.reader);
  const cascades = readCascade(call.reader);
  requireHolders(permissions, grantees);
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    for (const change of permissionChanges(call, context, permissions, grantees)) {
      for (const grantee of grantees) await takePrivilege(writer, catalog, change, grantee, { isOptionOnly, cascades });
    }
    return 0;
  });
}

function readPermissions(reader: TokenReader): readonly SystemPermission[] {
  if (reader.take('all')) {
    reader.take('privileges');
    return systemPermissions;
  }
  return reader.list(
    () => systemPermissions.find((permission) => reader.take(...permission.split(' '))) ?? reader.fail(),
  );
}

function requireHolders(permissions: readonly SystemPermission[], grantees: readonly Grantee[]): void {
  const ofRolesOnly = permissions.find((permission) => permission !== 'create model');
  const other = grantees.find(({ kind }) => kind !== 'role');
  if (ofRolesOnly === undefined || !other) return;
  throw new SqlError(`ERROR: system privilege ${ofRolesOnly.toUpperCase()} can only be granted to roles`);
}

function permissionChanges(
  { user }: Call,
  context: EngineContext,
  permissions: readonly SystemPermission[],
  grantees: readonly AskedGrantee[],
): PrivilegeChange[] {
  const catalog = context.catalog();
  for (const grantee of grantees) requireGrantee(catalog, grantee);
  return permissions.map((privilege) => {
    if (!mayGrant(catalog, user, systemObject, privilege)) {
      throw new SqlError(`ERROR: must be superuser to grant or revoke ${privilege.toUpperCase()}`);
    }
    return { object: systemObject, privilege, columns: undefined };
  });
}
