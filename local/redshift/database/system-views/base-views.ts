import { databaseName } from '../duckdb-names.ts';
import { oidOf, type SystemViews, schemaOidOf } from './system-view.ts';

const redshiftSchema = "CASE schema_name WHEN 'main' THEN 'public' ELSE schema_name END";
const isOurs = `database_name = '${databaseName}' AND NOT starts_with(schema_name, 'redshift_') AND NOT internal`;

/** Types that DuckDB alone tells, of what has no description of Redshift's. */
const typeOfDuckdb = `CASE
  WHEN starts_with(data_type, 'DECIMAL') THEN 'numeric'
  ELSE coalesce(map_extract(MAP {
    'SMALLINT': 'smallint', 'TINYINT': 'smallint', 'INTEGER': 'integer', 'BIGINT': 'bigint', 'HUGEINT': 'bigint',
    'FLOAT': 'real', 'DOUBLE': 'double precision', 'BOOLEAN': 'boolean', 'DATE': 'date', 'JSON': 'super',
    'TIME': 'time without time zone', 'TIMESTAMP': 'timestamp without time zone',
    'TIMESTAMP WITH TIME ZONE': 'timestamp with time zone', 'TIME WITH TIME ZONE': 'time with time zone'
  }, data_type)[1], 'character varying') END`;

/** What several system views are made of; no statement of a user reaches these. */
export const baseViews: SystemViews = {
  base_schemas: `SELECT name AS schema_name, coalesce(owner, 'rdsdb') AS owner
    FROM (SELECT ${redshiftSchema} AS name FROM duckdb_schemas()
      WHERE ${isOurs} OR (database_name = '${databaseName}' AND schema_name = 'main')) AS found
    LEFT JOIN owners ON object_kind = 'schema' AND object_name = name`,
  base_relations: `SELECT found.*, coalesce(owner, 'rdsdb') AS owner,
      ${oidOf('relation', 'found.schema_name', 'found.relation_name')} AS oid,
      ${schemaOidOf('found.schema_name')} AS schema_oid
    FROM (
      SELECT ${redshiftSchema} AS schema_name, table_name AS relation_name, 'r' AS kind, CAST(NULL AS VARCHAR) AS definition,
        estimated_size AS row_count, column_count, TRY_CAST(comment AS JSON) AS description
        FROM duckdb_tables() WHERE ${isOurs}
      UNION ALL
      SELECT ${redshiftSchema}, view_name, 'v', sql, 0, column_count, TRY_CAST(comment AS JSON)
        FROM duckdb_views() WHERE ${isOurs}) AS found
    LEFT JOIN owners ON object_kind = 'relation' AND owners.schema_name = found.schema_name
      AND owners.object_name = found.relation_name`,
  base_columns: `SELECT relation.schema_name, relation.relation_name, relation.kind, relation.oid, column_name,
      CAST(column_index AS INTEGER) AS position, is_nullable,
      coalesce(json_extract_string(stored, '$.type.name'), ${typeOfDuckdb}) AS type_name,
      CAST(coalesce(json_extract_string(stored, '$.type.bytes'), CASE data_type WHEN 'VARCHAR' THEN '65535' END) AS INTEGER) AS bytes,
      coalesce(CAST(json_extract_string(stored, '$.type.precision') AS INTEGER), found.numeric_precision) AS numeric_precision,
      coalesce(CAST(json_extract_string(stored, '$.type.scale') AS INTEGER), found.numeric_scale) AS numeric_scale,
      CASE WHEN json_extract(stored, '$.identity') IS NOT NULL
        THEN '"identity"(' || relation.oid || ', ' || (column_index - 1) || ', ''' || (json_extract_string(stored, '$.identity.seed')) || ','
          || (json_extract_string(stored, '$.identity.step')) || '''::text)'
        ELSE json_extract_string(stored, '$.defaultText') END AS default_text,
      coalesce(json_extract_string(stored, '$.encoding'), 'none') AS encoding,
      coalesce(json_extract_string(relation.description, '$.attributes.distKey') = column_name, false) AS is_dist_key,
      coalesce(list_position(CAST(json_extract(relation.description, '$.attributes.sortKeys') AS VARCHAR[]), column_name), 0)
        * CASE WHEN json_extract_string(relation.description, '$.attributes.isInterleaved') = 'true' AND list_position(CAST(
          json_extract(relation.description, '$.attributes.sortKeys') AS VARCHAR[]), column_name) % 2 = 1 THEN -1 ELSE 1 END
        AS sort_key,
      json_extract_string(stored, '$.comment') AS remarks
    FROM (SELECT *, ${redshiftSchema} AS redshift_schema FROM duckdb_columns() WHERE ${isOurs}) AS found
    JOIN base_relations AS relation
      ON relation.schema_name = redshift_schema AND relation.relation_name = table_name
    CROSS JOIN LATERAL (SELECT json_extract(relation.description, '/columns/' || replace(replace(column_name, '~', '~0'), '/', '~1'))
      AS stored) AS stored_column`,
  base_functions: `SELECT schema_name, function_name, owner, argument_types, result_type FROM (
      SELECT schema_name, json_extract_string(description, '$.function') AS function_name, owner,
        CAST(NULL AS VARCHAR) AS argument_types, CAST(NULL AS VARCHAR) AS result_type FROM models WHERE state <> 'FAILED'
      UNION ALL SELECT schema_name, json_extract_string(description, '$.function') || suffix, owner, NULL, 'super'
        FROM models, (VALUES ('_prob'), ('_probabilities')) AS suffixes(suffix) WHERE state = 'READY'
          AND json_extract_string(description, '$.training.auto') = 'true'
          AND json_extract_string(outcome, '$.problemType') <> 'REGRESSION'
      UNION ALL SELECT schema_name, split_part(object_name, '(', 1), owner,
        regexp_replace(object_name, '^[^(]*\\((.*)\\)$', '\\1'), NULL FROM owners WHERE object_kind = 'function')`,
  base_identities: `SELECT 'user' AS kind, user_name AS name, user_id AS id FROM users
    UNION ALL SELECT 'role', role_name, role_id FROM roles UNION ALL SELECT 'group', group_name, group_id FROM groups
    UNION ALL SELECT 'public', '', 0 UNION ALL SELECT 'user', 'rdsdb', 1`,
};
