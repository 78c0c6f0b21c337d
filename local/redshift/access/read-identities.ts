import {
  type Catalog,
  type DatabaseObject,
  type DefaultPrivilege,
  type Grantee,
  grantKey,
  type HeldPrivilege,
  isGranteeKind,
  isObjectKind,
} from './catalog.ts';

/** A row of one of the catalog's tables. */
export type CatalogRow = Readonly<Record<string, unknown>>;

/** Reads who there is and who holds what from the catalog's tables; `rows` gives a table by its name. */
export async function readIdentities(
  rows: (table: string) => Promise<readonly CatalogRow[]>,
): Promise<Pick<Catalog, 'users' | 'roles' | 'groups' | 'grants' | 'memberships' | 'defaultPrivileges'>> {
  const members = await rows('group_members');
  return {
    users: new Map((await rows('users')).map((row) => [String(row.user_name), userEntry(row)])),
    roles: new Map(
      (await rows('roles')).map((row) => [
        String(row.role_name),
        { id: Number(row.role_id), owner: String(row.role_owner) },
      ]),
    ),
    groups: new Map((await rows('groups')).map((row) => [String(row.group_name), groupEntry(row, members)])),
    grants: heldPrivileges(await rows('privileges')),
    memberships: memberships(await rows('role_members')),
    defaultPrivileges: (await rows('default_privileges')).map(defaultPrivilege),
  };
}

function userEntry(row: CatalogRow) {
  const settings: Record<string, string> = JSON.parse(String(row.settings));
  return {
    id: Number(row.user_id),
    isSuperuser: row.is_superuser === true,
    hasPassword: row.has_password === true,
    seesAllRows: row.sees_all_rows === true,
    settings: new Map(Object.entries(settings)),
  };
}

function groupEntry(row: CatalogRow, members: readonly CatalogRow[]) {
  const own = members.filter((member) => member.group_name === row.group_name);
  return { id: Number(row.group_id), members: new Set(own.map((member) => String(member.user_name))) };
}

function heldPrivileges(rows: readonly CatalogRow[]): Map<string, HeldPrivilege> {
  const held = new Map<string, HeldPrivilege>();
  for (const row of rows) {
    const [grantee, privilege, object] = [granteeOf(row), String(row.privilege), objectOf(row)];
    const key = grantKey(grantee, privilege, object);
    const column = String(row.column_name);
    held.set(key, {
      object,
      privilege,
      grantee,
      withGrantOption: row.grant_option === true,
      grantor: String(row.grantor),
      columns: column === '' ? undefined : new Set([...(held.get(key)?.columns ?? []), column]),
    });
  }
  return held;
}

function objectOf(row: CatalogRow): DatabaseObject {
  const kind = String(row.object_kind);
  if (!isObjectKind(kind)) throw new Error(`The catalog holds a privilege on an unknown kind of object, ${kind}`);
  return { kind, schema: String(row.schema_name), name: String(row.object_name) };
}

function granteeOf(row: CatalogRow): Grantee {
  const kind = String(row.grantee_kind);
  if (!isGranteeKind(kind)) throw new Error(`The catalog holds a privilege of an unknown kind of grantee, ${kind}`);
  return { kind, name: String(row.grantee) };
}

function memberships(rows: readonly CatalogRow[]): Map<string, Map<string, boolean>> {
  const roles = new Map<string, Map<string, boolean>>();
  for (const { member_kind, member, role_name, admin_option } of rows) {
    const key = `${member_kind} ${member}`;
    roles.set(key, (roles.get(key) ?? new Map<string, boolean>()).set(String(role_name), admin_option === true));
  }
  return roles;
}

function defaultPrivilege(row: CatalogRow): DefaultPrivilege {
  return {
    owner: String(row.owner),
    schema: String(row.schema_name),
    kind: row.object_kind === 'function' ? 'function' : 'relation',
    privilege: String(row.privilege),
    grantee: granteeOf(row),
    withGrantOption: row.grant_option === true,
    isGranted: row.is_granted === true,
  };
}
