import type { SystemViews } from './system-view.ts';

const users = `SELECT user_name AS usename, user_id AS usesysid, can_create_database OR is_superuser AS usecreatedb,
    is_superuser AS usesuper, false AS usecatupd, '********' AS passwd, valid_until AS valuntil,
    CASE WHEN settings <> '{}' THEN '{' || array_to_string(list_transform(json_keys(settings),
      lambda name: name || '=' || json_extract_string(settings, '/' || name)), ',') || '}' END AS useconfig,
    coalesce(CAST(connection_limit AS VARCHAR), 'UNLIMITED') AS useconnlimit, sees_all_rows, session_timeout, external_id
  FROM users
  UNION ALL SELECT 'rdsdb', 1, true, true, true, '********', 'infinity', NULL, NULL, true, NULL, NULL`;

const columns = 'usename, usesysid, usecreatedb, usesuper, usecatupd, passwd, valuntil, useconfig';

/** Users and groups, https://docs.aws.amazon.com/redshift/latest/dg/r_PG_USER_INFO.html and its neighbours. */
export const userViews: SystemViews = {
  pg_user: `SELECT ${columns} FROM (${users})`,
  pg_user_info: `SELECT ${columns}, useconnlimit FROM (${users})`,
  pg_shadow: `SELECT ${columns} FROM (${users})`,
  pg_group: `SELECT group_name AS groname, group_id AS grosysid, (SELECT '{' || string_agg(user_id, ',') || '}'
    FROM group_members JOIN users USING (user_name) WHERE group_members.group_name = groups.group_name) AS grolist
    FROM groups`,
  svl_user_info: `SELECT usename, usesysid, usecreatedb, usesuper, usecatupd, useconnlimit,
      CASE WHEN sees_all_rows OR usesuper THEN 'UNRESTRICTED' ELSE 'RESTRICTED' END AS syslogaccess, CAST(NULL AS VARCHAR) AS last_ddl_ts,
      coalesce(session_timeout, 0) AS sessiontimeout, external_id AS external_user_id
    FROM (${users}) WHERE redshift_caller('superuser') = 'true' OR usename = redshift_caller('user')`,
  svv_user_info: `SELECT usename AS user_name, usesysid AS user_id, usecreatedb AS createdb, usesuper AS superuser,
      usecatupd AS catalog_update, useconnlimit AS connection_limit,
      CASE WHEN sees_all_rows OR usesuper THEN 'UNRESTRICTED' ELSE 'RESTRICTED' END AS syslog_access,
      CAST(NULL AS VARCHAR) AS last_ddl_timestamp, coalesce(session_timeout, 0) AS session_timeout, external_id
    FROM (${users}) WHERE redshift_caller('superuser') = 'true' OR usename = redshift_caller('user')`,
};
