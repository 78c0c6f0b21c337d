import type { SystemViews } from './system-view.ts';

const visibleRelations = `SELECT * FROM base_relations WHERE redshift_sees_object('relation', schema_name, relation_name)`;
const visibleColumns = `SELECT * FROM base_columns WHERE redshift_sees_object('relation', schema_name, relation_name)`;
const visibleSchemas = `SELECT *, (SELECT id FROM base_identities WHERE kind = 'user' AND name = owner) AS owner_id
  FROM base_schemas WHERE redshift_sees_object('schema', schema_name, schema_name)`;
const database = "redshift_caller('database')";

const tables = `SELECT ${database} AS database_name, schema_name, relation_name AS table_name,
    CASE kind WHEN 'r' THEN 'TABLE' ELSE 'VIEW' END AS table_type, CAST(NULL AS VARCHAR) AS table_acl,
    json_extract_string(description, '$.comment') AS remarks`;
const columns = `SELECT ${database} AS database_name, schema_name, relation_name AS table_name, column_name,
    position AS ordinal_position, default_text AS column_default, CASE WHEN is_nullable THEN 'YES' ELSE 'NO' END
    AS is_nullable, type_name AS data_type, bytes AS character_maximum_length, numeric_precision, numeric_scale, remarks`;
const schemas = `SELECT ${database} AS database_name, schema_name, owner_id AS schema_owner, 'local' AS schema_type,
    CAST(NULL AS VARCHAR) AS schema_acl`;

/** Rows of information_schema.tables and svv_tables. */
export const tableRows = `SELECT ${database} AS table_catalog, schema_name AS table_schema, relation_name AS table_name,
    CASE kind WHEN 'r' THEN 'BASE TABLE' ELSE 'VIEW' END AS table_type`;
/** Rows of information_schema.columns and svv_columns. */
export const columnRows = `SELECT ${database} AS table_catalog, schema_name AS table_schema, relation_name AS table_name,
    column_name, position AS ordinal_position, default_text AS column_default,
    CASE WHEN is_nullable THEN 'YES' ELSE 'NO' END AS is_nullable, type_name AS data_type,
    bytes AS character_maximum_length, numeric_precision,
    CASE WHEN type_name IN ('smallint', 'integer', 'bigint', 'real', 'double precision') THEN 2
      WHEN type_name = 'numeric' THEN 10 END AS numeric_precision_radix, numeric_scale`;

/** Tables, columns and schemas, https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ALL_TABLES.html and its neighbours. */
export const relationViews: SystemViews = {
  svv_tables: `${tableRows}, json_extract_string(description, '$.comment') AS remarks FROM (${visibleRelations})`,
  svv_columns: `${columnRows}, remarks FROM (${visibleColumns})`,
  svv_all_tables: `${tables} FROM (${visibleRelations})`,
  svv_redshift_tables: `${tables} FROM (${visibleRelations})`,
  svv_all_columns: `${columns} FROM (${visibleColumns})`,
  svv_redshift_columns: `${columns} FROM (${visibleColumns})`,
  svv_all_schemas: `${schemas}, CAST(NULL AS VARCHAR) AS source_database, CAST(NULL AS VARCHAR) AS schema_option
    FROM (${visibleSchemas})`,
  svv_redshift_schemas: `${schemas}, CAST(NULL AS VARCHAR) AS schema_option FROM (${visibleSchemas})`,
  svv_redshift_databases: `SELECT ${database} AS database_name, 1 AS database_owner, 'local' AS database_type,
    CAST(NULL AS VARCHAR) AS database_acl, CAST(NULL AS VARCHAR) AS database_options, 'Snapshot Isolation' AS database_isolation_level`,
  svv_table_info: `SELECT ${database} AS database, schema_name AS "schema", oid AS table_id, relation_name AS "table",
      'N' AS encoded, coalesce('KEY(' || distkey || ')',
        upper(json_extract_string(description, '$.attributes.distStyle')), 'AUTO(ALL)') AS diststyle,
      coalesce(json_extract_string(description, '$.attributes.sortKeys[0]'), 'AUTO(SORTKEY)') AS sortkey1,
      (SELECT max(bytes) FROM base_columns WHERE base_columns.oid = base_relations.oid) AS max_varchar,
      coalesce(json_array_length(description, '$.attributes.sortKeys'), 0) AS sortkey_num,
      CAST(row_count AS DECIMAL(38, 0)) AS tbl_rows, CAST(row_count AS DECIMAL(38, 0)) AS estimated_visible_rows
    FROM (SELECT *, json_extract_string(description, '$.attributes.distKey') AS distkey FROM base_relations)
      AS base_relations WHERE kind = 'r' AND row_count > 0`,
  svv_redshift_functions: `SELECT ${database} AS database_name, schema_name, function_name,
      'REGULAR FUNCTION' AS function_type, argument_types AS argument_type, result_type FROM base_functions
    WHERE redshift_sees_object('schema', schema_name, schema_name)`,
};
