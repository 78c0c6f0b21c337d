import { requireSuperuser } from '../access/privileges.ts';
import { catalogSchema } from '../database/system-catalog.ts';
import { SqlError } from '../engine.ts';
import type { CatalogWriter } from './change-catalog.ts';
import { changeCatalog } from './change-catalog.ts';
import type { StatementHandler } from './context.ts';

/** CREATE USER name [WITH] PASSWORD { DISABLE | '...' }; the password is not kept, since no one connects by it. */
export const createUser: StatementHandler = async (call, context) => {
  call.reader.expect('create', 'user');
  const name = call.reader.grantee();
  call.reader.take('with');
  call.reader.expect('password');
  if (!call.reader.take('disable')) call.reader.text();
  if (!call.reader.atEnd()) call.reader.fail();
  const catalog = context.catalog();
  requireSuperuser(catalog, call.user, 'create users');
  if (catalog.users.has(name)) throw new SqlError(`ERROR: user "${name}" already exists`);
  return changeCatalog(call, context, (writer) => addUser(writer, name, false));
};

/** Adds a database user. */
export async function addUser(writer: CatalogWriter, name: string, isSuperuser: boolean): Promise<number> {
  await writer.insert('users', { user_id: await nextId(writer), user_name: name, is_superuser: isSuperuser });
  return 0;
}

/** CREATE ROLE name. */
export const createRole: StatementHandler = async (call, context) => {
  call.reader.expect('create', 'role');
  const name = call.reader.grantee();
  if (!call.reader.atEnd()) call.reader.fail();
  const catalog = context.catalog();
  requireSuperuser(catalog, call.user, 'create roles');
  if (catalog.roles.has(name)) throw new SqlError(`ERROR: role "${name}" already exists`);
  return changeCatalog(call, context, async (writer) => {
    await writer.insert('roles', { role_id: await nextId(writer), role_name: name, role_owner: call.user });
    return 0;
  });
};

/** DROP USER [IF EXISTS] name. */
export const dropUser: StatementHandler = async (call, context) => {
  call.reader.expect('drop', 'user');
  const ifExists = call.reader.take('if', 'exists');
  const name = call.reader.grantee();
  if (!call.reader.atEnd()) call.reader.fail();
  const catalog = context.catalog();
  requireSuperuser(catalog, call.user, 'drop users');
  if (!catalog.users.has(name) && !ifExists) throw new SqlError(`ERROR: user "${name}" does not exist`);
  if ([...catalog.owners.values()].includes(name)) {
    throw new SqlError(`ERROR: user "${name}" cannot be dropped because some objects depend on it`);
  }
  return changeCatalog(call, context, async (writer) => {
    await writer.remove('users', { user_name: name });
    await writer.remove('role_members', { member_kind: 'user', member: name });
    await writer.remove('privileges', { grantee_kind: 'user', grantee: name });
    return 0;
  });
};

/** DROP ROLE name. */
export const dropRole: StatementHandler = async (call, context) => {
  call.reader.expect('drop', 'role');
  const name = call.reader.grantee();
  if (!call.reader.atEnd()) call.reader.fail();
  const catalog = context.catalog();
  requireSuperuser(catalog, call.user, 'drop roles');
  if (!catalog.roles.has(name)) throw new SqlError(`ERROR: role "${name}" does not exist`);
  return changeCatalog(call, context, async (writer) => {
    await writer.remove('roles', { role_name: name });
    await writer.remove('role_members', { role_name: name });
    await writer.remove('role_members', { member_kind: 'role', member: name });
    await writer.remove('privileges', { grantee_kind: 'role', grantee: name });
    return 0;
  });
};

async function nextId(writer: CatalogWriter): Promise<number> {
  const reader = await writer.connection.duckdb.runAndReadAll(`SELECT nextval('${catalogSchema}.identifiers')`);
  return Number(reader.getRows()[0]?.[0]);
}
