/**
 * Permissions on the database as a whole that can be granted to roles.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_roles-system-privileges.html
 */
export const systemPermissions = [
  'access catalog',
  'access system table',
  'alter datashare',
  'alter default privileges',
  'alter table',
  'alter user',
  'analyze',
  'cancel',
  'create datashare',
  'create library',
  'create model',
  'create or replace external function',
  'create or replace function',
  'create or replace procedure',
  'create or replace view',
  'create role',
  'create schema',
  'create table',
  'create user',
  'drop datashare',
  'drop function',
  'drop library',
  'drop model',
  'drop procedure',
  'drop role',
  'drop schema',
  'drop table',
  'drop user',
  'drop view',
  'explain rls',
  'ignore rls',
  'truncate table',
  'vacuum',
] as const;

/** One of the permissions on the database as a whole. */
export type SystemPermission = (typeof systemPermissions)[number];

const ofOperator = ['access catalog', 'access system table', 'analyze', 'cancel', 'vacuum'] as const;

/**
 * The roles that every database has, and what they may do.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_roles-default.html
 */
export const systemRoles: Readonly<Record<string, readonly SystemPermission[]>> = {
  'sys:monitor': ['access catalog', 'access system table'],
  'sys:operator': ofOperator,
  'sys:dba': [
    ...ofOperator,
    'create or replace external function',
    'create or replace function',
    'create or replace procedure',
    'create or replace view',
    'create schema',
    'create table',
    'drop function',
    'drop procedure',
    'drop schema',
    'drop table',
    'drop view',
    'truncate table',
  ],
  'sys:superuser': systemPermissions,
  'sys:secadmin': ['alter user', 'create role', 'create user', 'drop role', 'drop user', 'explain rls', 'ignore rls'],
};

/** The role whose members may grant any role that they do not own. */
export const roleGrantingRole = 'sys:secadmin';

/** The user that the service itself acts as; no one connects as it. */
export const serviceUser = 'rdsdb';
