import type { Catalog, Grantee } from './catalog.ts';

const known = new WeakMap<Catalog, Map<string, readonly Grantee[]>>();

/** All that the user holds privileges by: himself, PUBLIC, his groups and his roles, also through other roles. */
export function granteesOf(catalog: Catalog, user: string): readonly Grantee[] {
  const ofCatalog = known.get(catalog) ?? new Map<string, readonly Grantee[]>();
  known.set(catalog, ofCatalog);
  const grantees = ofCatalog.get(user) ?? collectGrantees(catalog, user);
  ofCatalog.set(user, grantees);
  return grantees;
}

function collectGrantees(catalog: Catalog, user: string): Grantee[] {
  const groups = [...catalog.groups].filter(([, { members }]) => members.has(user));
  return [
    { kind: 'user', name: user },
    { kind: 'public', name: '' },
    ...groups.map(([name]): Grantee => ({ kind: 'group', name })),
    ...[...rolesOf(catalog, { kind: 'user', name: user })].map((name): Grantee => ({ kind: 'role', name })),
  ];
}

/** The roles that a user or role is a member of, directly or through other roles. */
export function rolesOf(catalog: Catalog, { kind, name }: Grantee): ReadonlySet<string> {
  const roles = new Set(catalog.memberships.get(`${kind} ${name}`)?.keys());
  for (const role of roles) {
    for (const inherited of catalog.memberships.get(`role ${role}`)?.keys() ?? []) roles.add(inherited);
  }
  return roles;
}
