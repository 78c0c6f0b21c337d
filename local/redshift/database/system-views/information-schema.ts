import { columnRows, tableRows } from './relation-views.ts';
import type { SystemViews } from './system-view.ts';

/** DuckDB's schema for the views of information_schema, whose own it keeps to itself. */
export const informationSchema = 'redshift_information_schema';

const seesRelation = "redshift_sees_object('relation', schema_name, relation_name)";

/** The views of information_schema, of the objects that the caller may do something with. */
export const informationViews: SystemViews = {
  tables: `${tableRows}, CAST(NULL AS VARCHAR) AS self_referencing_column_name, CAST(NULL AS VARCHAR) AS reference_generation,
      CAST(NULL AS VARCHAR) AS user_defined_type_catalog, CAST(NULL AS VARCHAR) AS user_defined_type_schema, CAST(NULL AS VARCHAR) AS user_defined_type_name
    FROM redshift_catalog.base_relations WHERE ${seesRelation}`,
  columns: `${columnRows} FROM redshift_catalog.base_columns WHERE ${seesRelation}`,
  schemata: `SELECT redshift_caller('database') AS catalog_name, schema_name, owner AS schema_owner,
      CAST(NULL AS VARCHAR) AS default_character_set_catalog, CAST(NULL AS VARCHAR) AS default_character_set_schema, CAST(NULL AS VARCHAR) AS default_character_set_name,
      CAST(NULL AS VARCHAR) AS sql_path
    FROM redshift_catalog.base_schemas WHERE redshift_sees_object('schema', schema_name, schema_name)`,
  views: `SELECT redshift_caller('database') AS table_catalog, schema_name AS table_schema,
      relation_name AS table_name, coalesce(json_extract_string(description, '$.definition'), definition) AS view_definition,
      'NONE' AS check_option, 'NO' AS is_updatable, 'NO' AS is_insertable_into
    FROM redshift_catalog.base_relations WHERE kind = 'v' AND ${seesRelation}`,
  table_privileges: `SELECT grantor, CASE grantee_kind WHEN 'public' THEN 'PUBLIC' ELSE grantee END AS grantee,
      redshift_caller('database') AS table_catalog, schema_name AS table_schema, object_name AS table_name,
      upper(privilege) AS privilege_type, CASE WHEN grant_option THEN 'YES' ELSE 'NO' END AS is_grantable,
      'NO' AS with_hierarchy
    FROM redshift_catalog.privileges WHERE object_kind = 'relation' AND column_name = ''
      AND redshift_sees_identity(grantee_kind, grantee)`,
};
