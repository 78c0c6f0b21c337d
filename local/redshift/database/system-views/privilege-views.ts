import type { SystemViews } from './system-view.ts';

/** The privileges on one kind of objects that the caller may know of. */
function heldOn(kind: string, columns: string, condition = "column_name = ''"): string {
  return `SELECT ${columns}, id AS identity_id, CASE grantee_kind WHEN 'public' THEN 'public' ELSE grantee END
      AS identity_name, grantee_kind AS identity_type, grant_option AS admin_option
    FROM privileges JOIN base_identities ON kind = grantee_kind AND name = grantee
    WHERE object_kind = '${kind}' AND ${condition} AND redshift_sees_identity(grantee_kind, grantee)`;
}

const privilegeType = 'upper(privilege) AS privilege_type';

/** Who may do what, https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_RELATION_PRIVILEGES.html and its neighbours. */
export const privilegeViews: SystemViews = {
  svv_relation_privileges: heldOn(
    'relation',
    `schema_name AS namespace_name, object_name AS relation_name, ${privilegeType}`,
  ),
  svv_column_privileges: `SELECT * EXCLUDE (admin_option) FROM (${heldOn(
    'relation',
    `schema_name AS namespace_name, object_name AS relation_name, column_name, ${privilegeType}`,
    "column_name <> ''",
  )})`,
  svv_schema_privileges: heldOn('schema', `object_name AS namespace_name, ${privilegeType}`),
  svv_database_privileges: heldOn('database', `redshift_caller('database') AS database_name, ${privilegeType}`),
  svv_language_privileges: heldOn('language', `object_name AS language_name, ${privilegeType}`),
  svv_function_privileges: heldOn(
    'function',
    `schema_name AS namespace_name, split_part(object_name, '(', 1) AS function_name,
    regexp_replace(object_name, '^[^(]*\\((.*)\\)$', '\\1') AS argument_types, ${privilegeType}`,
  ),
  svv_ml_model_privileges: heldOn(
    'model',
    `schema_name AS namespace_name, object_name AS model_name, '1' AS model_version, ${privilegeType}`,
  ),
  svv_system_privileges: `SELECT system_privilege, identity_id, identity_name, identity_type
    FROM (${heldOn('system', 'upper(privilege) AS system_privilege')})`,
  svv_default_privileges: `SELECT nullif(schema_name, '') AS schema_name, upper(object_kind) AS object_type,
      of_owner.id AS owner_id, owner AS owner_name, 'user' AS owner_type, upper(privilege) AS privilege_type,
      of_grantee.id AS grantee_id, CASE grantee_kind WHEN 'public' THEN 'public' ELSE grantee END AS grantee_name,
      grantee_kind AS grantee_type, grant_option AS admin_option
    FROM default_privileges
    JOIN base_identities AS of_owner ON of_owner.kind = 'user' AND of_owner.name = owner
    JOIN base_identities AS of_grantee ON of_grantee.kind = grantee_kind AND of_grantee.name = grantee
    WHERE is_granted AND (redshift_sees_identity(grantee_kind, grantee) OR owner = redshift_caller('user'))`,
};
