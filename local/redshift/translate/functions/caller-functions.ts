import { type FunctionRules, template } from './function-rule.ts';

const privilege = (name: string) => template(2, 3, 't', 'bool', `${name}($1, $2)`, `${name}($1, $2, $3)`);

/**
 * Functions that tell of the caller and of privileges; the database's own macros answer them.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_System_information_functions.html
 */
export const callerFunctions: FunctionRules = {
  current_user: template(0, 0, 't', 'varchar', 'current_user()'),
  session_user: template(0, 0, 't', 'varchar', 'session_user()'),
  user: template(0, 0, 't', 'varchar', '"user"()'),
  current_user_id: template(0, 0, 't', 'int4', 'current_user_id()'),
  current_database: template(0, 0, 't', 'varchar', 'current_database()'),
  current_schema: template(0, 0, 't', 'varchar', 'current_schema()'),
  current_schemas: template(1, 1, 'p', 'varchar', 'current_schemas($1)'),
  version: template(0, 0, 't', 'varchar', 'version()'),
  pg_backend_pid: template(0, 0, 't', 'int4', 'pg_backend_pid()'),
  pg_last_copy_id: template(0, 0, 't', 'int4', 'pg_last_copy_id()'),
  pg_last_copy_count: template(0, 0, 't', 'int8', 'pg_last_copy_count()'),
  pg_last_unload_count: template(0, 0, 't', 'int8', 'pg_last_unload_count()'),
  has_table_privilege: privilege('has_table_privilege'),
  has_schema_privilege: privilege('has_schema_privilege'),
  has_database_privilege: privilege('has_database_privilege'),
  has_function_privilege: privilege('has_function_privilege'),
  has_language_privilege: privilege('has_language_privilege'),
  user_is_member_of: template(2, 2, 't', 'bool', 'user_is_member_of($1, $2)'),
  role_is_member_of: template(2, 2, 't', 'bool', 'role_is_member_of($1, $2)'),
};
