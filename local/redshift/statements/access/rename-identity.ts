import type { CatalogWriter } from '../change-catalog.ts';

/** Where the catalog's tables name a user, a role or a group: the table, the column, and what says that it is one. */
const places: Readonly<
  Record<'user' | 'role' | 'group', ReadonlyArray<readonly [table: string, column: string, kindColumn?: string]>>
> = {
  user: [
    ['users', 'user_name'],
    ['owners', 'owner'],
    ['models', 'owner'],
    ['roles', 'role_owner'],
    ['privileges', 'grantor'],
    ['privileges', 'grantee', 'grantee_kind'],
    ['role_members', 'member', 'member_kind'],
    ['group_members', 'user_name'],
    ['default_privileges', 'owner'],
    ['default_privileges', 'grantee', 'grantee_kind'],
  ],
  role: [
    ['roles', 'role_name'],
    ['role_members', 'role_name'],
    ['role_members', 'member', 'member_kind'],
    ['privileges', 'grantee', 'grantee_kind'],
  ],
  group: [
    ['groups', 'group_name'],
    ['group_members', 'group_name'],
    ['privileges', 'grantee', 'grantee_kind'],
    ['default_privileges', 'grantee', 'grantee_kind'],
  ],
};

/** Gives a user, role or group another name wherever the catalog names it. */
export async function renameIdentity(
  writer: CatalogWriter,
  kind: keyof typeof places,
  from: string,
  to: string,
): Promise<void> {
  for (const [table, column, kindColumn] of places[kind]) {
    const match: Record<string, string> = { [column]: from };
    if (kindColumn) match[kindColumn] = kind;
    await writer.update(table, { [column]: to }, match);
  }
}
