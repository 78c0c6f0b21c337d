import { SqlError } from '../engine.ts';
import { defaultSchema, type QualifiedName } from '../syntax/token-reader.ts';
import { type Catalog, type DatabaseObject, type Grantee, grantKey, nameKey, objectKey } from './catalog.ts';

/** True for the admin user, who may do everything. */
function isSuperuser(catalog: Catalog, user: string): boolean {
  return catalog.users.get(user)?.isSuperuser === true;
}

/** True when the user made the object, or may do everything. */
export function isOwner(catalog: Catalog, user: string, object: DatabaseObject): boolean {
  return isSuperuser(catalog, user) || catalog.owners.get(objectKey(object)) === user;
}

/** True when the user, a role of his or PUBLIC holds the privilege. */
export function hasPrivilege(catalog: Catalog, user: string, object: DatabaseObject, privilege: string): boolean {
  if (isOwner(catalog, user, object)) return true;
  // Everyone may use the schema public.
  if (object.kind === 'schema' && object.name === defaultSchema && privilege === 'usage') return true;
  return granteesOf(catalog, user).some((grantee) => catalog.grants.has(grantKey(grantee, privilege, object)));
}

/** The user, PUBLIC and all roles that the user has, also through other roles. */
function granteesOf(catalog: Catalog, user: string): Grantee[] {
  const roles = new Set(catalog.memberships.get(`user ${user}`));
  for (const role of roles) {
    for (const inherited of catalog.memberships.get(`role ${role}`) ?? []) roles.add(inherited);
  }
  const roleGrantees = [...roles].map((name): Grantee => ({ kind: 'role', name }));
  return [{ kind: 'user', name: user }, { kind: 'public', name: '' }, ...roleGrantees];
}

/** @throws SqlError unless the schema exists and the user may use it. */
export function requireSchemaUsage(catalog: Catalog, user: string, schema: string): void {
  if (!catalog.schemas.has(schema)) throw new SqlError(`ERROR: schema "${schema}" does not exist`);
  requireOnSchema(catalog, user, schema, 'usage');
}

/** @throws SqlError unless the user may create objects in the schema. */
export function requireSchemaCreate(catalog: Catalog, user: string, schema: string): void {
  requireSchemaUsage(catalog, user, schema);
  requireOnSchema(catalog, user, schema, 'create');
}

function requireOnSchema(catalog: Catalog, user: string, schema: string, privilege: string): void {
  const object: DatabaseObject = { kind: 'schema', schema, name: schema };
  if (!hasPrivilege(catalog, user, object, privilege))
    throw new SqlError(`ERROR: permission denied for schema ${schema}`);
}

/** @throws SqlError unless the table exists and the user holds the privilege on it. */
export function requireRelation(catalog: Catalog, user: string, relation: QualifiedName, privilege: string): void {
  requireSchemaUsage(catalog, user, relation.schema);
  if (!catalog.relations.has(nameKey(relation))) {
    const name = relation.schema === defaultSchema ? relation.name : nameKey(relation);
    throw new SqlError(`ERROR: relation "${name}" does not exist`);
  }
  if (hasPrivilege(catalog, user, { kind: 'relation', ...relation }, privilege)) return;
  throw new SqlError(`ERROR: permission denied for relation ${relation.name}`);
}

/** @throws SqlError unless the user may execute the model that has the function. */
export function requireModelFunction(catalog: Catalog, user: string, model: QualifiedName, functionName: string): void {
  requireSchemaUsage(catalog, user, model.schema);
  if (hasPrivilege(catalog, user, { kind: 'model', ...model }, 'execute')) return;
  throw new SqlError(`ERROR: permission denied for function or procedure ${functionName}`);
}

/** @throws SqlError unless the user may do everything. */
export function requireSuperuser(catalog: Catalog, user: string, action: string): void {
  if (!isSuperuser(catalog, user)) throw new SqlError(`ERROR: must be superuser to ${action}`);
}

/** @throws SqlError unless the user owns the object. */
export function requireOwner(catalog: Catalog, user: string, object: DatabaseObject): void {
  if (!isOwner(catalog, user, object)) throw new SqlError(`ERROR: must be owner of ${object.kind} ${object.name}`);
}
