import {
  type Catalog,
  type DatabaseObject,
  type Grantee,
  grantKey,
  type HeldPrivilege,
  nameKey,
  type ObjectKind,
} from '../../access/catalog.ts';
import { deniedOn, isOwner, mayGrant, requireSchemaUsage } from '../../access/privileges.ts';
import { systemPermissions } from '../../access/system-permissions.ts';
import { SqlError } from '../../engine.ts';
import { defaultSchema } from '../../syntax/token-reader.ts';
import { type CatalogWriter, objectColumns } from '../change-catalog.ts';
import type { Call } from '../context.ts';
import type { AskedGrantee, AskedPrivilege, Target } from './grant-syntax.ts';

/** Privileges that can be held on an object of a kind; ALL is all of them. */
const privilegesOf: Readonly<Record<ObjectKind, readonly string[]>> = {
  schema: ['usage', 'create'],
  relation: ['select', 'insert', 'update', 'delete', 'references', 'drop', 'truncate', 'alter'],
  model: ['execute'],
  function: ['execute'],
  database: ['create', 'temporary'],
  language: ['usage'],
  system: systemPermissions,
};

const languages = ['sql', 'plpgsql', 'plpythonu'];
const columnPrivileges = ['select', 'update'];

/** One privilege on one object that a statement is about. */
export interface PrivilegeChange {
  readonly object: DatabaseObject;
  readonly privilege: string;
  readonly columns: readonly string[] | undefined;
}

/**
 * What the statement changes, once it is known that the objects exist and the user may grant each privilege.
 *
 * @throws SqlError otherwise.
 */
export function privilegeChanges(
  catalog: Catalog,
  call: Pick<Call, 'user' | 'database'>,
  asked: readonly AskedPrivilege[],
  target: Target,
): PrivilegeChange[] {
  const objects = targetObjects(catalog, call, target);
  return objects.flatMap((object) =>
    asked.flatMap(({ name, columns }) =>
      namedPrivileges(object.kind, name, columns).map((privilege) => {
        const isAllowed = columns
          ? isOwner(catalog, call.user, object)
          : mayGrant(catalog, call.user, object, privilege);
        if (!isAllowed) throw deniedOn(object.kind, object.kind === 'database' ? call.database : object.name);
        return { object, privilege, columns };
      }),
    ),
  );
}

/** @throws SqlError when objects of the kind have no such privilege. */
export function namedPrivileges(kind: ObjectKind, name: string, columns?: readonly string[]): readonly string[] {
  const known = columns ? columnPrivileges : privilegesOf[kind];
  if (columns && kind !== 'relation') throw new SqlError('ERROR: column privileges are only valid for relations');
  if (name === 'all') return known;
  if (!known.includes(name)) {
    throw new SqlError(`ERROR: invalid privilege type ${name.toUpperCase()} for ${columns ? 'column' : kind}`);
  }
  return [name];
}

function targetObjects(
  catalog: Catalog,
  call: Pick<Call, 'user' | 'database'>,
  target: Target,
): readonly DatabaseObject[] {
  if ('all' in target) return target.schemas.flatMap((schema) => allIn(catalog, call.user, schema, target.all));
  if (target.database !== undefined && target.database !== call.database) {
    throw new SqlError(`ERROR: database "${target.database}" does not exist`);
  }
  for (const object of target.objects) requireObject(catalog, object);
  return target.objects;
}

function allIn(catalog: Catalog, user: string, schema: string, kind: 'relation' | 'function'): DatabaseObject[] {
  requireSchemaUsage(catalog, user, schema);
  const keys = kind === 'relation' ? catalog.relations : catalog.functions;
  const inside = [...keys].filter((key) => key.startsWith(`${schema}.`));
  return inside.map((key) => ({ kind, schema, name: key.slice(schema.length + 1) }));
}

function requireObject(catalog: Catalog, object: DatabaseObject): void {
  if (exists(catalog, object)) return;
  const isInPublic = object.kind === 'schema' || object.kind === 'language' || object.schema === defaultSchema;
  throw new SqlError(`ERROR: ${object.kind} "${isInPublic ? object.name : nameKey(object)}" does not exist`);
}

function exists(catalog: Catalog, object: DatabaseObject): boolean {
  if (object.kind === 'schema') return catalog.schemas.has(object.name);
  if (object.kind === 'relation') return catalog.relations.has(nameKey(object));
  if (object.kind === 'model') return catalog.models.has(nameKey(object));
  if (object.kind === 'function') return catalog.functions.has(nameKey(object));
  return object.kind !== 'language' || languages.includes(object.name);
}

/** @throws SqlError unless the user, role or group exists. */
export function requireGrantee(catalog: Catalog, { kind, name }: Grantee): void {
  const known = { user: catalog.users, role: catalog.roles, group: catalog.groups };
  if (kind !== 'public' && !known[kind].has(name)) throw new SqlError(`ERROR: ${kind} "${name}" does not exist`);
}

/** Gives the privilege; one that the grantee already holds gains only what is new. */
export async function givePrivilege(
  writer: CatalogWriter,
  catalog: Catalog,
  { object, privilege, columns }: PrivilegeChange,
  grantee: AskedGrantee,
  grantor: string,
): Promise<void> {
  const held = catalog.grants.get(grantKey(grantee, privilege, object));
  if (held && columns && !held.columns) return;
  if (held?.columns && !columns) {
    const shown = `${privilege.toUpperCase()} on relation ${object.name}`;
    throw new SqlError(`ERROR: ${grantee.kind} "${grantee.name}" already has column privileges for ${shown}`);
  }
  if (columns && grantee.withGrantOption) {
    throw new SqlError('ERROR: WITH GRANT OPTION is not supported for column privileges');
  }
  const row = privilegeColumns({ object, privilege, grantee });
  const grant_option = grantee.withGrantOption || held?.withGrantOption === true;
  for (const column_name of columns ?? ['']) {
    await writer.remove('privileges', { ...row, column_name });
    await writer.insert('privileges', { ...row, column_name, grant_option, grantor });
  }
}

/** The columns that identify a held privilege in the catalog's tables. */
export function privilegeColumns(
  held: Pick<HeldPrivilege, 'object' | 'privilege' | 'grantee'>,
): Record<string, string> {
  const { object, privilege, grantee } = held;
  return { ...objectColumns(object), privilege, grantee_kind: grantee.kind, grantee: grantee.name };
}
