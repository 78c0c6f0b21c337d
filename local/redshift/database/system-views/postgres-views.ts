import { oidOf, type SystemViews, schemaOidOf } from './system-view.ts';

/** Types as pg_type has them: oid, name, length, and how information_schema spells them. */
const types: ReadonlyArray<readonly [oid: number, name: string, length: number, spelled: string]> = [
  [16, 'bool', 1, 'boolean'],
  [18, 'char', 1, '"char"'],
  [19, 'name', 128, 'name'],
  [20, 'int8', 8, 'bigint'],
  [21, 'int2', 2, 'smallint'],
  [23, 'int4', 4, 'integer'],
  [25, 'text', -1, 'text'],
  [26, 'oid', 4, 'oid'],
  [700, 'float4', 4, 'real'],
  [701, 'float8', 8, 'double precision'],
  [1042, 'bpchar', -1, 'character'],
  [1043, 'varchar', -1, 'character varying'],
  [1082, 'date', 4, 'date'],
  [1083, 'time', 8, 'time without time zone'],
  [1114, 'timestamp', 8, 'timestamp without time zone'],
  [1184, 'timestamptz', 8, 'timestamp with time zone'],
  [1266, 'timetz', 12, 'time with time zone'],
  [1700, 'numeric', -1, 'numeric'],
  [4000, 'super', -1, 'super'],
];
const typeRows = types.map(([oid, name, length, spelled]) => `(${oid}, '${name}', ${length}, '${spelled}')`).join(', ');
const typeTable = `(VALUES ${typeRows}) AS types(oid, typname, typlen, spelled)`;

/** The size of a type as PostgreSQL keeps it, with the four bytes of its header. */
const typeModifier = `CASE WHEN bytes IS NOT NULL THEN bytes + 4
  WHEN type_name = 'numeric' THEN numeric_precision * 65536 + numeric_scale + 4 ELSE -1 END`;

const userId = (name: string) => `(SELECT id FROM base_identities WHERE kind = 'user' AND name = ${name})`;

/** The type with its size: `character varying(10)`. */
export const typeWithSize = `CASE WHEN bytes IS NOT NULL THEN type_name || '(' || bytes || ')'
  WHEN type_name = 'numeric' THEN 'numeric(' || numeric_precision || ',' || numeric_scale || ')' ELSE type_name END`;

/** PostgreSQL's system catalogs as far as clients ask them, https://docs.aws.amazon.com/redshift/latest/dg/c_intro_catalog_views.html. */
export const postgresViews: SystemViews = {
  pg_namespace: `SELECT ${schemaOidOf('schema_name')} AS oid, schema_name AS nspname, ${userId('owner')} AS nspowner,
      CAST(NULL AS VARCHAR) AS nspacl FROM base_schemas
    UNION ALL SELECT 11, 'pg_catalog', 1, NULL UNION ALL SELECT ${schemaOidOf("'information_schema'")}, 'information_schema', 1, NULL`,
  pg_class: `SELECT oid, relation_name AS relname, schema_oid AS relnamespace, ${userId('owner')} AS relowner,
      CAST(row_count AS REAL) AS reltuples, false AS relhasindex, kind AS relkind,
      CAST(column_count AS SMALLINT) AS relnatts, CAST(NULL AS VARCHAR) AS relacl FROM base_relations`,
  pg_attribute: `SELECT base_columns.oid AS attrelid, column_name AS attname, types.oid AS atttypid,
      CAST(typlen AS SMALLINT) AS attlen, CAST(position AS SMALLINT) AS attnum, ${typeModifier} AS atttypmod,
      NOT is_nullable AS attnotnull, default_text IS NOT NULL AS atthasdef, false AS attisdropped,
      is_dist_key AS attisdistkey, CAST(sort_key AS INTEGER) AS attsortkeyord
    FROM base_columns JOIN ${typeTable} ON spelled = type_name`,
  pg_attrdef: `SELECT oid AS adrelid, CAST(position AS SMALLINT) AS adnum, default_text AS adsrc FROM base_columns
    WHERE default_text IS NOT NULL`,
  pg_type: `SELECT oid, typname, 11 AS typnamespace, 1 AS typowner, CAST(typlen AS SMALLINT) AS typlen, 'b' AS typtype
    FROM ${typeTable}`,
  pg_proc: `SELECT ${oidOf('function', 'schema_name', "function_name || '(' || coalesce(argument_types, '') || ')'")} AS oid,
      function_name AS proname, ${schemaOidOf('schema_name')} AS pronamespace, ${userId('owner')} AS proowner
    FROM base_functions`,
  pg_tables: `SELECT schema_name AS schemaname, relation_name AS tablename, owner AS tableowner, CAST(NULL AS VARCHAR) AS tablespace,
      false AS hasindexes, false AS hasrules, false AS hastriggers FROM base_relations WHERE kind = 'r'`,
  pg_views: `SELECT schema_name AS schemaname, relation_name AS viewname, owner AS viewowner,
      (SELECT views.definition FROM views
        WHERE views.schema_name = base_relations.schema_name AND views.view_name = relation_name) AS definition
    FROM base_relations WHERE kind = 'v'`,
  pg_table_def: `SELECT schema_name AS schemaname, relation_name AS tablename, column_name AS "column",
      ${typeWithSize} AS type, encoding, is_dist_key AS distkey, CAST(sort_key AS INTEGER) AS sortkey,
      NOT is_nullable AS "notnull" FROM base_columns
    WHERE kind = 'r' AND list_contains(string_split(trim(redshift_caller('schemas'), '{}'), ','), schema_name)
      AND redshift_sees_object('relation', schema_name, relation_name) ORDER BY schemaname, tablename, position`,
  pg_database: `SELECT 100000 AS oid, redshift_caller('database') AS datname, 1 AS datdba, 6 AS encoding,
    false AS datistemplate, true AS datallowconn`,
  pg_database_info: `SELECT 100000 AS datid, redshift_caller('database') AS datname, 1 AS datdba, 6 AS encoding,
    false AS datistemplate, true AS datallowconn, 'UNLIMITED' AS datconnlimit`,
  pg_description: `SELECT oid AS objoid, 1259 AS classoid, 0 AS objsubid, json_extract_string(description, '$.comment') AS description
      FROM base_relations WHERE json_extract_string(description, '$.comment') IS NOT NULL
    UNION ALL SELECT oid, 1259, position, remarks FROM base_columns WHERE remarks IS NOT NULL`,
  pg_default_acl: `SELECT ${userId('owner')} AS defacluser, CASE schema_name WHEN '' THEN 0 ELSE
      ${schemaOidOf('schema_name')} END AS defaclnamespace, CASE object_kind WHEN 'relation' THEN 'r' ELSE 'f' END
      AS defaclobjtype, '{' || string_agg(grantee || '=' || privilege || '/' || owner, ',') || '}' AS defaclacl
    FROM default_privileges WHERE is_granted GROUP BY owner, schema_name, object_kind`,
};
