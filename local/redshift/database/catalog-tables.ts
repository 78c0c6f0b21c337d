import { serviceUser, systemRoles } from '../access/system-permissions.ts';
import { quoteText } from '../syntax/tokens.ts';

/** The tables of our own bookkeeping; running it again changes nothing. */
export const catalogTables = `
CREATE SEQUENCE IF NOT EXISTS identifiers START 100;
CREATE TABLE IF NOT EXISTS users (
  user_id INTEGER NOT NULL, user_name VARCHAR NOT NULL, is_superuser BOOLEAN NOT NULL,
  can_create_database BOOLEAN NOT NULL DEFAULT false, has_password BOOLEAN NOT NULL DEFAULT false,
  sees_all_rows BOOLEAN NOT NULL DEFAULT false, valid_until VARCHAR, connection_limit INTEGER, session_timeout INTEGER,
  external_id VARCHAR, settings VARCHAR NOT NULL DEFAULT '{}');
CREATE TABLE IF NOT EXISTS roles (
  role_id INTEGER NOT NULL, role_name VARCHAR NOT NULL, role_owner VARCHAR NOT NULL, external_id VARCHAR);
CREATE TABLE IF NOT EXISTS role_members (
  role_name VARCHAR NOT NULL, member_kind VARCHAR NOT NULL, member VARCHAR NOT NULL,
  admin_option BOOLEAN NOT NULL DEFAULT false);
CREATE TABLE IF NOT EXISTS groups (group_id INTEGER NOT NULL, group_name VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS group_members (group_name VARCHAR NOT NULL, user_name VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS privileges (
  object_kind VARCHAR NOT NULL, schema_name VARCHAR NOT NULL, object_name VARCHAR NOT NULL,
  column_name VARCHAR NOT NULL DEFAULT '', privilege VARCHAR NOT NULL, grantee_kind VARCHAR NOT NULL,
  grantee VARCHAR NOT NULL, grant_option BOOLEAN NOT NULL DEFAULT false, grantor VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS default_privileges (
  owner VARCHAR NOT NULL, schema_name VARCHAR NOT NULL, object_kind VARCHAR NOT NULL, privilege VARCHAR NOT NULL,
  grantee_kind VARCHAR NOT NULL, grantee VARCHAR NOT NULL, grant_option BOOLEAN NOT NULL, is_granted BOOLEAN NOT NULL);
CREATE TABLE IF NOT EXISTS owners (
  object_kind VARCHAR NOT NULL, schema_name VARCHAR NOT NULL, object_name VARCHAR NOT NULL, owner VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS models (
  model_id INTEGER NOT NULL, schema_name VARCHAR NOT NULL, model_name VARCHAR NOT NULL, state VARCHAR NOT NULL,
  owner VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL, description VARCHAR NOT NULL, outcome VARCHAR);
CREATE TABLE IF NOT EXISTS functions (
  schema_name VARCHAR NOT NULL, function_name VARCHAR NOT NULL, signature VARCHAR NOT NULL,
  argument_types VARCHAR NOT NULL, return_type VARCHAR NOT NULL, volatility VARCHAR NOT NULL, body VARCHAR NOT NULL,
  duckdb_argument_types VARCHAR NOT NULL, duckdb_return_type VARCHAR NOT NULL, duckdb_expression VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS views (
  schema_name VARCHAR NOT NULL, view_name VARCHAR NOT NULL, definition VARCHAR NOT NULL, duckdb_sql VARCHAR NOT NULL,
  is_materialized BOOLEAN NOT NULL);
CREATE TABLE IF NOT EXISTS dependencies (
  object_kind VARCHAR NOT NULL, schema_name VARCHAR NOT NULL, object_name VARCHAR NOT NULL, on_kind VARCHAR NOT NULL,
  on_schema VARCHAR NOT NULL, on_name VARCHAR NOT NULL, on_id INTEGER);
`;

type Privilege = readonly [kind: string, schema: string, name: string, privilege: string, to: string, grantee: string];

/** What everyone may do in a new database. */
const publicPrivileges: readonly Privilege[] = [
  ['schema', 'public', 'public', 'usage', 'public', ''],
  ['schema', 'public', 'public', 'create', 'public', ''],
  ['database', '', '', 'temporary', 'public', ''],
  ['language', '', 'sql', 'usage', 'public', ''],
  ['language', '', 'plpgsql', 'usage', 'public', ''],
];

/** The system-defined roles and what everyone may do; written once, so that what was revoked stays revoked. */
export function firstIdentities(): string {
  const ofRoles = Object.entries(systemRoles).flatMap(([role, permissions]) =>
    permissions.map((permission): Privilege => ['system', '', '', permission, 'role', role]),
  );
  const rows = [...publicPrivileges, ...ofRoles].map((row) => `(${[...row, serviceUser].map(quoteText).join(', ')})`);
  const roles = Object.keys(systemRoles).map((role) => `(${quoteText(role)})`);
  const isFirst = 'NOT EXISTS (SELECT 1 FROM roles)';
  return `
INSERT INTO privileges (object_kind, schema_name, object_name, privilege, grantee_kind, grantee, grantor)
  SELECT * FROM (VALUES ${rows.join(', ')}) WHERE ${isFirst};
INSERT INTO roles
  SELECT nextval('identifiers'), name, ${quoteText(serviceUser)}, NULL FROM (VALUES ${roles.join(', ')}) AS names(name)
  WHERE ${isFirst};
`;
}
