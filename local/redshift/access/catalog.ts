import type { Settings } from '../session/parameters.ts';
import type { QualifiedName } from '../syntax/token-reader.ts';
import type { SqlFunction } from './sql-functions.ts';

/**
 * What a privilege is held on; a model's functions are covered by their model. `system` stands for the permissions that
 * roles hold on the database as a whole, such as CREATE USER.
 */
export type ObjectKind = (typeof objectKinds)[number];

const objectKinds = ['schema', 'relation', 'model', 'function', 'database', 'language', 'system'] as const;

/** One object of the database; a function's name holds its argument types, as in `f(integer, super)`. */
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

/** A view as the catalog keeps it. */
export interface ViewEntry extends QualifiedName {
  /** The query in Redshift's dialect, as it was sent. */
  readonly definition: string;
  readonly isMaterialized: boolean;
}

/** `object` cannot be without `on`. */
export interface Dependency {
  /** A view, or as `constraint` a table for the sake of its foreign keys. */
  readonly object: QualifiedName & { readonly kind: ObjectKind | 'constraint' };
  readonly on: DatabaseObject;
  /** Which model it is, since another one may get its name. */
  readonly onId: number | undefined;
}

/** A database user. */
export interface UserEntry {
  readonly id: number;
  readonly isSuperuser: boolean;
  /** False when the user cannot connect by a password. */
  readonly hasPassword: boolean;
  /** True for SYSLOG ACCESS UNRESTRICTED: system views show the rows of others. */
  readonly seesAllRows: boolean;
  /** What ALTER USER ... SET has made the user's defaults, by parameter. */
  readonly settings: Settings;
}

/** A role that users and other roles may be members of. */
export interface RoleEntry {
  readonly id: number;
  readonly owner: string;
}

/** A privilege that somebody holds. */
export interface HeldPrivilege {
  readonly object: DatabaseObject;
  readonly privilege: string;
  readonly grantee: Grantee;
  readonly withGrantOption: boolean;
  readonly grantor: string;
  /** The columns that it is limited to; undefined for the whole object. */
  readonly columns: ReadonlySet<string> | undefined;
}

/** What ALTER DEFAULT PRIVILEGES says of objects that `owner` will make. */
export interface DefaultPrivilege {
  readonly owner: string;
  /** Empty for all schemas. */
  readonly schema: string;
  readonly kind: 'relation' | 'function';
  readonly privilege: string;
  readonly grantee: Grantee;
  readonly withGrantOption: boolean;
  /** False takes away what the object would have without it. */
  readonly isGranted: boolean;
}

/** Users, roles, privileges and names at one moment; read anew after every statement that changes them. */
export interface Catalog {
  readonly version: number;
  readonly schemas: ReadonlySet<string>;
  /** Tables and views as `schema.name`. */
  readonly relations: ReadonlySet<string>;
  readonly models: ReadonlyMap<string, ModelEntry>;
  /** Functions of CREATE FUNCTION as `schema.name(types)`. */
  readonly functions: ReadonlySet<string>;
  /** The same functions by `schema.name`. */
  readonly sqlFunctions: ReadonlyMap<string, readonly SqlFunction[]>;
  /** Views and materialized views by `schema.name`. */
  readonly views: ReadonlyMap<string, ViewEntry>;
  readonly dependencies: readonly Dependency[];
  readonly users: ReadonlyMap<string, UserEntry>;
  readonly roles: ReadonlyMap<string, RoleEntry>;
  readonly groups: ReadonlyMap<string, GroupEntry>;
  /** By `grantKey`. */
  readonly grants: ReadonlyMap<string, HeldPrivilege>;
  /** By `user name` or `role name`: the roles that are granted to it, true with the admin option. */
  readonly memberships: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
  /** Owner by `kind schema.name`. */
  readonly owners: ReadonlyMap<string, string>;
  readonly defaultPrivileges: readonly DefaultPrivilege[];
}

/** A group of users, as Redshift had them before roles. */
export interface GroupEntry {
  readonly id: number;
  readonly members: ReadonlySet<string>;
}

/** PUBLIC stands for every user, present and to come. */
export type GranteeKind = (typeof granteeKinds)[number];

const granteeKinds = ['user', 'role', 'group', 'public'] as const;

/** True for the name of a kind of objects. */
export function isObjectKind(kind: string): kind is ObjectKind {
  return objectKinds.some((known) => known === kind);
}

/** True for the name of a kind of grantees. */
export function isGranteeKind(kind: string): kind is GranteeKind {
  return granteeKinds.some((known) => known === kind);
}

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
