import { catalogTables, firstIdentities } from './catalog-tables.ts';
import { loadTables, loadViews } from './load-catalog.ts';

/** The schema of our own bookkeeping; no statement of a user reaches it but through the views below. */
export const catalogSchema = 'redshift_catalog';

/** The state folder's format; another version is rebuilt. */
export const formatVersion = '3';

/** A schema's object identifier; it says nothing but which schema it is. */
const schemaOid = 'CAST(hash(object_name) % 2147483647 AS INTEGER)';

const views: Readonly<Record<string, string>> = {
  pg_user: 'SELECT user_name AS usename, user_id AS usesysid, is_superuser AS usesuper FROM users',
  svv_roles: `SELECT role_id, role_name, role_owner, CAST(NULL AS VARCHAR) AS external_id FROM roles`,
  svv_user_grants: `SELECT member AS user_name, role_name FROM role_members WHERE member_kind = 'user'`,
  pg_namespace: `SELECT ${schemaOid} AS oid, object_name AS nspname, owner AS nspowner FROM owners
    WHERE object_kind = 'schema'`,
  pg_proc: `SELECT function_name AS proname, ${schemaOid} AS pronamespace, owner AS proowner FROM (
    SELECT json_extract_string(description, '$.function') AS function_name, schema_name AS object_name, owner
      FROM models WHERE state <> 'FAILED'
    UNION ALL SELECT json_extract_string(description, '$.function') || suffix, schema_name, owner
      FROM models, (VALUES ('_prob'), ('_probabilities')) AS suffixes(suffix) WHERE state = 'READY')`,
  svv_ml_model_info: `SELECT schema_name, owner AS user_name, model_name, CASE state
    WHEN 'READY' THEN 'Model is Ready' WHEN 'FAILED' THEN 'Failed' ELSE 'Train Model On SageMaker In Progress'
    END AS model_state FROM models`,
  svv_ml_model_privileges: `SELECT schema_name AS namespace_name, object_name AS model_name,
    privilege AS privilege_type, grantee AS identity_name, grantee_kind AS identity_type
    FROM privileges WHERE object_kind = 'model'`,
  ...loadViews,
};

/** System tables and views that a statement may name without a schema. */
export const systemRelations: ReadonlySet<string> = new Set([...Object.keys(views), 'stv_ml_model_info']);

/** What Redshift has and DuckDB lacks, as macros; their arguments may be any type. */
const macros = `
CREATE OR REPLACE MACRO redshift_text(input) AS
  CASE WHEN typeof(input) = 'JSON' THEN json_extract_string(TRY_CAST(input AS JSON), '$') ELSE CAST(input AS VARCHAR) END;
CREATE OR REPLACE MACRO redshift_cut(input, bytes) AS
  CASE WHEN strlen(input) <= bytes THEN input ELSE redshift_left_bytes(input, bytes) END;
CREATE OR REPLACE MACRO redshift_super_text(input) AS json_extract_string(input, '$');
CREATE OR REPLACE MACRO redshift_now() AS date_trunc('second', CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP));
CREATE OR REPLACE MACRO getdate() AS redshift_now();
CREATE OR REPLACE MACRO nvl2(input, filled, missing) AS CASE WHEN input IS NOT NULL THEN filled ELSE missing END;
CREATE OR REPLACE MACRO json_parse(input) AS json(CAST(input AS VARCHAR));
CREATE OR REPLACE MACRO can_json_parse(input) AS json_valid(CAST(input AS VARCHAR));
CREATE OR REPLACE MACRO json_serialize(input) AS CAST(input AS VARCHAR);
`;

/** What a new or older database lacks of the catalog; running it again changes nothing. */
export function catalogStatements(): string {
  const viewStatements = Object.entries(views).map(([name, query]) => `CREATE OR REPLACE VIEW ${name} AS ${query};`);
  const alias = `CREATE OR REPLACE VIEW stv_ml_model_info AS SELECT * FROM svv_ml_model_info;`;
  return `
BEGIN;
CREATE SCHEMA IF NOT EXISTS ${catalogSchema};
SET SCHEMA '${catalogSchema}';
${catalogTables}${loadTables}${firstIdentities()}${viewStatements.join('\n')}
${alias}
SET SCHEMA 'main';
${macros}
COMMIT;`;
}
