import type { Caller } from './caller.ts';
import { type Catalog, type DatabaseObject, type Grantee, isGranteeKind, isObjectKind, objectKey } from './catalog.ts';
import { granteesOf } from './grantees.ts';
import { hasPermission, isOwner } from './privileges.ts';

/** True when system views show the user what others have done and hold. */
export function seesAll(catalog: Catalog, user: string): boolean {
  return catalog.users.get(user)?.seesAllRows === true || hasPermission(catalog, user, 'access system table');
}

/** True when system views show the user what this user, role, group or PUBLIC holds. */
export function seesIdentity({ catalog, user }: Caller, kind: string, name: string): boolean {
  if (!isGranteeKind(kind)) return false;
  const isOwn = granteesOf(catalog, user).some((grantee: Grantee) => grantee.kind === kind && grantee.name === name);
  return isOwn || (kind === 'role' && catalog.roles.get(name)?.owner === user) || seesAll(catalog, user);
}

/** True when system views show the user that there is this object: he owns it, or may do anything with it. */
export function seesObject({ catalog, user }: Caller, kind: string, schema: string, name: string): boolean {
  if (!isObjectKind(kind)) return false;
  const object: DatabaseObject = { kind, schema, name };
  if (isOwner(catalog, user, object) || hasPermission(catalog, user, 'access catalog')) return true;
  return privilegedObjects(catalog, user).has(objectKey(object));
}

const known = new WeakMap<Catalog, Map<string, ReadonlySet<string>>>();

/** The objects that the user holds any privilege on. */
function privilegedObjects(catalog: Catalog, user: string): ReadonlySet<string> {
  const ofCatalog = known.get(catalog) ?? new Map<string, ReadonlySet<string>>();
  known.set(catalog, ofCatalog);
  const isMine = (held: Grantee) =>
    granteesOf(catalog, user).some(({ kind, name }) => kind === held.kind && name === held.name);
  const objects =
    ofCatalog.get(user) ??
    new Set(
      [...catalog.grants.values()].filter(({ grantee }) => isMine(grantee)).map(({ object }) => objectKey(object)),
    );
  ofCatalog.set(user, objects);
  return objects;
}
