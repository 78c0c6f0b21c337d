import type { DuckDBConnection } from '@duckdb/node-api';
import { databaseName } from '../database/duckdb-names.ts';
import { catalogSchema } from '../database/system-catalog.ts';
import type { Settings } from '../session/parameters.ts';
import { defaultSchema, type QualifiedName } from '../syntax/token-reader.ts';

/** What a privilege is held on; a model's functions are covered by their model. */
export type ObjectKind = 'schema' | 'relation' | 'model';

/** One object of the database. */
export interface DatabaseObject extends QualifiedName {
  readonly kind: ObjectKind;
}

/** How far a model has come; only a READY one can be called. */
export type ModelLifeState = 'TRAINING' | 'READY' | 'FAILED';

/** A model as the catalog keeps it. */
export interface ModelEntry extends QualifiedName {
  readonly id: number;
  readonly state: ModelLifeState;
  readonly owner: string;
  /** `YYYY-MM-DD HH:MM:SS`, UTC. */
  readonly createdAt: string;
  /** JSON: what the statement asked for. */
  readonly description: string;
  /** JSON: how the training ended. */
  readonly outcome: string | undefined;
  /** Name of the function that predicts; it lives in the model's schema. */
  readonly functionName: string;
}

/** A database user. */
export interface UserEntry {
  readonly id: number;
  readonly isSuperuser: boolean;
  /** What ALTER USER ... SET has set for the user's sessions. */
  readonly settings?: Settings;
}

/** Users, roles, privileges and names at one moment; read anew after every statement that changes them. */
export interface Catalog {
  readonly version: number;
  readonly schemas: ReadonlySet<string>;
  /** Tables and views as `schema.name`. */
  readonly relations: ReadonlySet<string>;
  readonly models: ReadonlyMap<string, ModelEntry>;
  readonly users: ReadonlyMap<string, UserEntry>;
  readonly roles: ReadonlySet<string>;
  /** Keys of `grantKey`. */
  readonly grants: ReadonlySet<string>;
  /** Role names by `user name` or `role name` with its kind. */
  readonly memberships: ReadonlyMap<string, readonly string[]>;
  /** Owner by `kind schema.name`. */
  readonly owners: ReadonlyMap<string, string>;
}

/** PUBLIC stands for every user, present and to come. */
export type GranteeKind = 'user' | 'role' | 'public';

/** Whom a privilege or a role is granted to; PUBLIC has no name. */
export interface Grantee {
  readonly kind: GranteeKind;
  readonly name: string;
}

/** `schema.name`. */
export function nameKey({ schema, name }: QualifiedName): string {
  return `${schema}.${name}`;
}

/** Identifies an object among all kinds. */
export function objectKey({ kind, schema, name }: DatabaseObject): string {
  return `${kind} ${schema}.${name}`;
}

/** Identifies one privilege of one grantee on one object. */
export function grantKey(grantee: Grantee, privilege: string, object: DatabaseObject): string {
  return JSON.stringify([grantee.kind, grantee.name, privilege, objectKey(object)]);
}

let lastVersion = 0;

/** Every state of the catalog that any session sees has a number of its own, by which plans are kept. */
export function nextCatalogVersion(): number {
  lastVersion += 1;
  return lastVersion;
}

/** Reads the catalog from its tables. */
export async function readCatalog(connection: DuckDBConnection, version: number): Promise<Catalog> {
  const rows = (table: string) => readRows(connection, `SELECT * FROM ${catalogSchema}.${table}`);
  const owners = await rows('owners');
  const memberships = new Map<string, string[]>();
  for (const { member_kind, member, role_name } of await rows('role_members')) {
    const key = `${member_kind} ${member}`;
    memberships.set(key, [...(memberships.get(key) ?? []), String(role_name)]);
  }
  return {
    version,
    schemas: await readSchemas(connection),
    relations: await readRelations(connection),
    models: new Map((await rows('models')).map((row) => [`${row.schema_name}.${row.model_name}`, modelEntry(row)])),
    users: new Map(
      (await rows('users')).map((row) => [
        String(row.user_name),
        { id: Number(row.user_id), isSuperuser: row.is_superuser === true },
      ]),
    ),
    roles: new Set((await rows('roles')).map((row) => String(row.role_name))),
    grants: new Set((await rows('privileges')).map(grantKeyOfRow)),
    memberships,
    owners: new Map(
      owners.map((row) => [`${row.object_kind} ${row.schema_name}.${row.object_name}`, String(row.owner)]),
    ),
  };
}

async function readRows(connection: DuckDBConnection, sql: string): Promise<Array<Record<string, unknown>>> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

async function readSchemas(connection: DuckDBConnection): Promise<Set<string>> {
  const rows = await readRows(connection, 'SELECT schema_name FROM duckdb_schemas() WHERE NOT internal');
  const names = rows.map((row) => String(row.schema_name)).filter((name) => name !== catalogSchema && name !== 'main');
  return new Set([defaultSchema, ...names]);
}

async function readRelations(connection: DuckDBConnection): Promise<Set<string>> {
  // DuckDB lists the connection's temporary tables, too.
  const ours = `database_name = '${databaseName}' AND NOT internal`;
  const sql = `SELECT schema_name, table_name FROM duckdb_tables() WHERE ${ours}
    UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE ${ours}`;
  const rows = (await readRows(connection, sql)).filter((row) => row.schema_name !== catalogSchema);
  return new Set(
    rows.map((row) =>
      `${row.schema_name === 'main' ? defaultSchema : row.schema_name}.${row.table_name}`.toLowerCase(),
    ),
  );
}

function modelEntry(row: Record<string, unknown>): ModelEntry {
  const description = String(row.description);
  const { function: functionName }: { function: string } = JSON.parse(description);
  return {
    id: Number(row.model_id),
    schema: String(row.schema_name),
    name: String(row.model_name),
    state: row.state === 'READY' || row.state === 'FAILED' ? row.state : 'TRAINING',
    owner: String(row.owner),
    createdAt: String(row.created_at),
    description,
    outcome: row.outcome === null ? undefined : String(row.outcome),
    functionName,
  };
}

function grantKeyOfRow(row: Record<string, unknown>): string {
  const kind = row.grantee_kind === 'user' || row.grantee_kind === 'role' ? row.grantee_kind : 'public';
  const objectKind = row.object_kind === 'schema' || row.object_kind === 'model' ? row.object_kind : 'relation';
  const object = { kind: objectKind, schema: String(row.schema_name), name: String(row.object_name) } as const;
  return grantKey({ kind, name: String(row.grantee) }, String(row.privilege), object);
}
