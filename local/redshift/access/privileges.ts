import { systemSchema, temporarySchema } from '../database/duckdb-names.ts';
import { SqlError } from '../engine.ts';
import { defaultSchema, type QualifiedName } from '../syntax/token-reader.ts';
import {
  type Catalog,
  type DatabaseObject,
  type Grantee,
  grantKey,
  type HeldPrivilege,
  nameKey,
  type ObjectKind,
  objectKey,
} from './catalog.ts';
import { granteesOf } from './grantees.ts';
import type { SystemPermission } from './system-permissions.ts';

/** The database as an object of privileges; an engine holds one. */
export const databaseObject: DatabaseObject = { kind: 'database', schema: '', name: '' };
/** What system permissions are held on. */
export const systemObject: DatabaseObject = { kind: 'system', schema: '', name: '' };

/** A schema as an object of privileges. */
export function schemaObject(name: string): DatabaseObject {
  return { kind: 'schema', schema: name, name };
}

/** True for the admin user, who may do everything. */
export function isSuperuser(catalog: Catalog, user: string): boolean {
  return catalog.users.get(user)?.isSuperuser === true;
}

/** True when the user made the object, or may do everything. */
export function isOwner(catalog: Catalog, user: string, object: DatabaseObject): boolean {
  return isSuperuser(catalog, user) || catalog.owners.get(objectKey(object)) === user;
}

/** True when the user owns the object, or holds the privilege on the whole of it: by himself, a group, a role, PUBLIC. */
export function hasPrivilege(catalog: Catalog, user: string, object: DatabaseObject, privilege: string): boolean {
  if (isOwner(catalog, user, object)) return true;
  return privilegesHeld(catalog, user, object, privilege).some(({ columns }) => columns === undefined);
}

/** The columns that the user holds the privilege on when he does not hold it on the whole table. */
export function columnsHeld(
  catalog: Catalog,
  user: string,
  object: DatabaseObject,
  privilege: string,
): ReadonlySet<string> {
  return new Set(privilegesHeld(catalog, user, object, privilege).flatMap(({ columns }) => [...(columns ?? [])]));
}

function privilegesHeld(catalog: Catalog, user: string, object: DatabaseObject, privilege: string): HeldPrivilege[] {
  return granteesOf(catalog, user).flatMap((grantee) => catalog.grants.get(grantKey(grantee, privilege, object)) ?? []);
}

/** True when the user may grant the privilege: as the owner, or since it was granted to him with the grant option. */
export function mayGrant(catalog: Catalog, user: string, object: DatabaseObject, privilege: string): boolean {
  if (isOwner(catalog, user, object)) return true;
  const grantee: Grantee = { kind: 'user', name: user };
  return catalog.grants.get(grantKey(grantee, privilege, object))?.withGrantOption === true;
}

/** True when the user is a superuser, or holds the permission. */
export function hasPermission(catalog: Catalog, user: string, permission: SystemPermission): boolean {
  return hasPrivilege(catalog, user, systemObject, permission);
}

/** @throws SqlError unless the schema exists and the user may use it. */
export function requireSchemaUsage(catalog: Catalog, user: string, schema: string): void {
  if (!catalog.schemas.has(schema)) throw new SqlError(`ERROR: schema "${schema}" does not exist`);
  requireOnSchema(catalog, user, schema, 'usage');
}

/**
 * Checks that the user may make an object in the schema; `permission` is what allows it in every schema.
 *
 * @throws SqlError unless the user may.
 */
export function requireSchemaCreate(
  catalog: Catalog,
  user: string,
  schema: string,
  permission?: SystemPermission,
): void {
  requireSchemaUsage(catalog, user, schema);
  if (permission && hasPermission(catalog, user, permission)) return;
  requireOnSchema(catalog, user, schema, 'create');
}

function requireOnSchema(catalog: Catalog, user: string, schema: string, privilege: string): void {
  if (!hasPrivilege(catalog, user, schemaObject(schema), privilege)) throw deniedOn('schema', schema);
}

/** @throws SqlError unless the table exists. */
export function requireRelationExists(catalog: Catalog, relation: QualifiedName): void {
  if (catalog.relations.has(nameKey(relation))) return;
  if (/^(stl|stv|svl|svv|svcs|sys)_/.test(relation.name)) {
    throw new SqlError(`ERROR: system table ${relation.name} is not supported by the local engine`);
  }
  const name = relation.schema === defaultSchema ? relation.name : nameKey(relation);
  throw new SqlError(`ERROR: relation "${name}" does not exist`);
}

/**
 * Checks that the table exists and the user holds the privilege on it.
 *
 * @throws SqlError unless he does, or holds `permission`, which stands for the privilege on every table.
 */
export function requireRelation(
  catalog: Catalog,
  user: string,
  relation: QualifiedName,
  privilege: string,
  permission?: SystemPermission,
): void {
  if (relation.schema === systemSchema) {
    if (privilege !== 'select') throw new SqlError(`ERROR: permission denied: "${relation.name}" is a system catalog`);
  } else {
    requireSchemaUsage(catalog, user, relation.schema);
    requireRelationExists(catalog, relation);
  }
  if (hasPrivilege(catalog, user, { kind: 'relation', ...relation }, privilege)) return;
  if (permission && hasPermission(catalog, user, permission)) return;
  throw deniedOn('relation', relation.name);
}

/** @throws SqlError unless the user may execute the model that has the function. */
export function requireModelFunction(catalog: Catalog, user: string, model: QualifiedName, functionName: string): void {
  requireSchemaUsage(catalog, user, model.schema);
  if (hasPrivilege(catalog, user, { kind: 'model', ...model }, 'execute')) return;
  throw deniedOn('function', functionName);
}

/**
 * Checks that the user may call a function of CREATE FUNCTION.
 *
 * @param called its schema and its name with the argument types, as in `f(integer)`.
 * @throws SqlError unless he may.
 */
export function requireFunction(catalog: Catalog, user: string, called: QualifiedName): void {
  requireSchemaUsage(catalog, user, called.schema);
  if (hasPrivilege(catalog, user, { kind: 'function', ...called }, 'execute')) return;
  throw deniedOn('function', called.name.split('(', 1)[0] ?? called.name);
}

/** @throws SqlError unless the user may write functions in the language. */
export function requireLanguage(catalog: Catalog, user: string, language: string): void {
  const object: DatabaseObject = { kind: 'language', schema: '', name: language };
  if (!hasPrivilege(catalog, user, object, 'usage')) throw deniedOn('language', language);
}

/** @throws SqlError unless the user may make schemas in the database. */
export function requireDatabaseCreate(catalog: Catalog, user: string, database: string): void {
  if (!hasPrivilege(catalog, user, databaseObject, 'create')) throw deniedOn('database', database);
}

/** @throws SqlError when the table is a temporary one, and the user may make none in the database. */
export function requireTemporary(catalog: Catalog, user: string, database: string, { schema }: QualifiedName): void {
  if (schema !== temporarySchema || hasPrivilege(catalog, user, databaseObject, 'temporary')) return;
  throw new SqlError(`ERROR: permission denied to create temporary tables in database "${database}"`);
}

/** @throws SqlError unless the user may do everything, or holds `permission`. */
export function requireSuperuser(catalog: Catalog, user: string, action: string, permission?: SystemPermission): void {
  if (isSuperuser(catalog, user) || (permission && hasPermission(catalog, user, permission))) return;
  throw new SqlError(`ERROR: must be superuser to ${action}`);
}

/** @throws SqlError unless the user owns the object, or holds `permission`, which stands for owning every such object. */
export function requireOwner(
  catalog: Catalog,
  user: string,
  object: DatabaseObject,
  permission?: SystemPermission,
): void {
  if (isOwner(catalog, user, object) || (permission && hasPermission(catalog, user, permission))) return;
  throw new SqlError(`ERROR: must be owner of ${object.kind} ${object.name}`);
}

/** The refusal of what a user may not touch. */
export function deniedOn(kind: ObjectKind | 'role', name: string): SqlError {
  const shown = kind === 'function' ? 'function or procedure' : kind;
  return new SqlError(`ERROR: permission denied for ${shown} ${name}`);
}
