import { afterAll, beforeAll, describe } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from '../engine-under-test.ts';
import { tellOutcomes } from './outcomes.ts';

let warehouse: EngineUnderTest;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
});
afterAll(() => warehouse.discard());

describe('a user', () => {
  tellOutcomes(
    () => warehouse,
    [
      ['admin', "CREATE USER ann PASSWORD 'abcD1234' CREATEDB CONNECTION LIMIT 30", 'ok'],
      ['admin', 'CREATE USER "IAMR:Bob" WITH PASSWORD DISABLE', 'ok'],
      ['admin', 'CREATE USER "IAMR:Bob" PASSWORD DISABLE', 'user "IAMR:Bob" already exists'],
      ['admin', 'CREATE USER myco_aad:eve EXTERNALID "ABC123" PASSWORD DISABLE', 'ok'],
      ['admin', "CREATE USER kim PASSWORD 'md5153c434b4b77c89e6b94f12c5393af5b' SYSLOG ACCESS UNRESTRICTED", 'ok'],
      ['admin', "CREATE USER x PASSWORD 'sha256|Mypassword1' SESSION TIMEOUT 120 VALID UNTIL '2030-01-01'", 'ok'],
      ['admin', "CREATE USER y PASSWORD 'abcD123'", 'password must be 8 to 64 characters long'],
      ['admin', "CREATE USER y PASSWORD 'abcd1234'", 'password must contain an uppercase letter'],
      ['admin', "CREATE USER y PASSWORD 'abcD12/4'", 'password must not contain any of \' " \\ / @'],
      ['admin', 'CREATE USER y', 'syntax error at end of input\n  Position: 14'],
      ['admin', 'CREATE USER IF NOT EXISTS y PASSWORD DISABLE', 'syntax error at or near "not"\n  Position: 16'],
      ['admin', 'CREATE USER y PASSWORD DISABLE CREATEUSER', "cannot disable a superuser's password"],
      ['admin', 'CREATE USER y PASSWORD DISABLE IN GROUP nobodies', 'group "nobodies" does not exist'],
      [
        'admin',
        'CREATE USER y PASSWORD DISABLE SESSION TIMEOUT 5',
        'SESSION TIMEOUT must be from 60 to 1728000 seconds',
      ],
      ['admin', 'CREATE USER public PASSWORD DISABLE', 'user name "public" is reserved'],
      ['ann', 'CREATE USER y PASSWORD DISABLE', 'must be superuser to create users'],
      ['ann', "ALTER USER ann PASSWORD 'Another1234'", 'ok'],
      ['ann', 'ALTER USER ann CREATEUSER', 'must be superuser to alter superusers, or to enable or disable passwords'],
      ['ann', 'ALTER USER kim RENAME TO tim', 'must be superuser to alter users'],
      ['admin', 'ALTER USER admin RENAME TO root', 'session user cannot be renamed'],
      ['admin', 'ALTER USER kim RENAME TO ann', 'user "ann" already exists'],
      ['admin', 'ALTER USER kim RENAME TO tim', 'ok'],
      ['admin', 'ALTER USER tim NOCREATEDB, CONNECTION LIMIT UNLIMITED', 'ok'],
      ['admin', 'ALTER USER kim NOCREATEDB', 'user "kim" does not exist'],
      ['admin', "ALTER USER tim SET search_path TO '$user', other, public", 'ok'],
      ['tim', 'SHOW search_path', [['$user, other, public']]],
      ['admin', 'ALTER USER tim SET statement_timeout = 1500', 'ok'],
      ['tim', 'SHOW statement_timeout', [['1500']]],
      ['admin', 'ALTER USER tim RESET search_path', 'ok'],
      ['tim', 'SHOW search_path', [['"$user", public']]],
      ['admin', 'ALTER USER tim SET statement_timeout TO DEFAULT', 'ok'],
      ['tim', 'SHOW statement_timeout', [['0']]],
      ['admin', 'ALTER USER tim SET nothing TO 1', 'unrecognized configuration parameter "nothing"'],
      ['tim', 'ALTER USER tim SET statement_timeout = 1', 'must be superuser to alter users'],
      ['admin', 'DROP USER admin', 'current user cannot be dropped'],
      ['admin', 'DROP USER kim', 'user "kim" does not exist'],
      ['admin', 'DROP USER IF EXISTS kim, x', 'ok'],
      ['ann', 'CREATE TABLE kept (n INTEGER)', 'ok'],
      ['admin', 'DROP USER ann', 'user "ann" cannot be dropped because the user owns some object'],
      ['admin', 'DROP TABLE kept', 'ok'],
      ['admin', 'GRANT CREATE ON SCHEMA public TO ann', 'ok'],
      ['admin', 'DROP USER ann', 'user "ann" cannot be dropped because the user has a privilege on some object'],
      ['admin', 'REVOKE CREATE ON SCHEMA public FROM ann', 'ok'],
      ['admin', 'DROP USER ann', 'ok'],
    ],
  );
});

describe('a role', () => {
  tellOutcomes(
    () => warehouse,
    [
      ['admin', 'CREATE ROLE IF NOT EXISTS clerk', 'syntax error at or near "not"\n  Position: 16'],
      ['admin', 'CREATE ROLE clerk EXTERNALID "ABC123"', 'ok'],
      ['admin', 'CREATE ROLE clerk', 'role "clerk" already exists'],
      ['admin', 'CREATE ROLE tim', 'user "tim" already exists'],
      [
        'admin',
        'CREATE ROLE sys:mine',
        'role name "sys:mine" is invalid: the prefix is reserved for system-defined roles',
      ],
      ['tim', 'CREATE ROLE other', 'must be superuser to create roles'],
      ['admin', 'CREATE ROLE chief', 'ok'],
      ['admin', 'CREATE ROLE staff', 'ok'],
      ['admin', 'GRANT ROLE clerk TO ROLE chief', 'ok'],
      ['admin', 'GRANT ROLE chief TO ROLE clerk', 'role "chief" is a member of role "clerk"'],
      ['admin', 'GRANT ROLE clerk TO ROLE clerk', 'role "clerk" is a member of role "clerk"'],
      ['admin', 'GRANT ROLE chief, ROLE staff TO ROLE staff, ROLE chief', 'role "chief" is a member of role "chief"'],
      ['admin', 'GRANT ROLE nothing TO tim', 'role "nothing" does not exist'],
      ['admin', 'GRANT ROLE clerk TO nobody', 'user "nobody" does not exist'],
      ['admin', 'GRANT ROLE clerk TO ROLE staff WITH ADMIN OPTION', 'the admin option can only be granted to users'],
      ['tim', 'GRANT ROLE clerk TO "IAMR:Bob"', 'permission denied for role clerk'],
      ['admin', 'GRANT ROLE clerk TO tim WITH ADMIN OPTION', 'ok'],
      ['tim', 'GRANT clerk TO "IAMR:Bob"', 'ok'],
      ['admin', 'REVOKE ADMIN OPTION FOR ROLE clerk FROM tim', 'ok'],
      ['tim', 'REVOKE ROLE clerk FROM "IAMR:Bob"', 'permission denied for role clerk'],
      ['tim', 'DROP ROLE clerk', 'must be owner of role clerk'],
      ['admin', 'DROP ROLE clerk', 'cannot drop this role since it has been granted on a role'],
      ['admin', 'DROP ROLE chief RESTRICT', 'cannot drop this role since it depends on another role'],
      ['admin', 'ALTER ROLE staff RENAME TO crew', 'ok'],
      ['admin', 'ALTER ROLE crew WITH OWNER TO tim', 'ok'],
      ['tim', 'GRANT ROLE crew TO "IAMR:Bob"', 'ok'],
      ['admin', 'DROP USER tim', 'user "tim" cannot be dropped because the user owns some object'],
      ['admin', 'DROP ROLE clerk FORCE', 'ok'],
      ['admin', 'DROP ROLE chief', 'ok'],
      ['admin', 'DROP ROLE sys:dba', 'role name "sys:dba" is invalid: the prefix is reserved for system-defined roles'],
    ],
  );
});

describe('a system permission', () => {
  tellOutcomes(
    () => warehouse,
    [
      ['admin', 'CREATE USER sue PASSWORD DISABLE', 'ok'],
      ['admin', 'GRANT CREATE USER TO sue', 'system privilege CREATE USER can only be granted to roles'],
      ['admin', 'CREATE ROLE hr', 'ok'],
      ['admin', 'GRANT CREATE USER, DROP USER TO ROLE hr', 'ok'],
      ['admin', 'GRANT ROLE hr TO sue', 'ok'],
      ['sue', 'CREATE USER neo PASSWORD DISABLE', 'ok'],
      ['sue', "CREATE USER god PASSWORD 'abcD1234' CREATEUSER", 'must be superuser to create superusers'],
      ['sue', 'DROP USER admin', 'must be superuser to drop superusers'],
      ['sue', 'DROP USER neo', 'ok'],
      ['sue', 'GRANT CREATE ROLE TO ROLE hr', 'must be superuser to grant or revoke CREATE ROLE'],
      ['sue', 'CREATE SCHEMA own', 'permission denied for database recourse'],
      ['admin', 'GRANT ROLE sys:dba TO sue', 'ok'],
      ['sue', 'CREATE SCHEMA own', 'ok'],
      ['admin', 'CREATE TABLE own.t (n INTEGER)', 'ok'],
      ['sue', 'SELECT * FROM own.t', 'permission denied for relation t'],
      ['sue', 'TRUNCATE own.t', 'ok'],
      ['sue', 'DROP TABLE own.t', 'ok'],
      ['admin', 'REVOKE ROLE sys:dba FROM sue', 'ok'],
      ['admin', 'REVOKE ALL FROM ROLE hr', 'ok'],
      ['sue', 'CREATE USER neo PASSWORD DISABLE', 'must be superuser to create users'],
      ['admin', 'GRANT ROLE sys:secadmin TO sue', 'ok'],
      ['sue', 'GRANT ROLE hr TO "IAMR:Bob"', 'ok'],
      ['sue', 'GRANT ROLE sys:superuser TO sue', 'permission denied for role sys:superuser'],
    ],
  );
});

describe('a group', () => {
  tellOutcomes(
    () => warehouse,
    [
      ['admin', 'CREATE GROUP readers WITH USER sue', 'ok'],
      ['admin', 'CREATE GROUP readers', 'group "readers" already exists'],
      ['admin', 'CREATE TABLE shared (n INTEGER)', 'ok'],
      ['admin', 'GRANT SELECT ON shared TO GROUP readers', 'ok'],
      ['sue', 'SELECT * FROM shared', []],
      ['admin', 'ALTER GROUP readers RENAME TO browsers', 'ok'],
      ['sue', 'SELECT * FROM shared', []],
      ['admin', 'ALTER GROUP browsers DROP USER sue', 'ok'],
      ['sue', 'SELECT * FROM shared', 'permission denied for relation shared'],
      [
        'admin',
        'DROP GROUP browsers',
        'group "browsers" cannot be dropped because the group has a privilege on some object',
      ],
      ['admin', 'REVOKE SELECT ON shared FROM GROUP browsers', 'ok'],
      ['admin', 'DROP GROUP browsers', 'ok'],
      ['sue', 'CREATE GROUP others', 'must be superuser to create groups'],
    ],
  );
});
