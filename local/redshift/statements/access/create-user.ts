import type { Catalog } from '../../access/catalog.ts';
import { isSuperuser, requireSuperuser } from '../../access/privileges.ts';
import { catalogSchema } from '../../database/system-catalog.ts';
import { SqlError } from '../../engine.ts';
import type { TokenReader } from '../../syntax/token-reader.ts';
import { type CatalogWriter, changeCatalog } from '../change-catalog.ts';
import type { StatementHandler } from '../context.ts';
import { requireGrantee } from './change-privileges.ts';
import { readUserOption, type UserOptions } from './user-options.ts';

/**
 * CREATE USER name [WITH] PASSWORD {'...' | DISABLE} [option ...]. Of the password only that there is one is kept.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html
 */
export const createUser: StatementHandler = async (call, context) => {
  call.reader.expect('create', 'user');
  const name = call.reader.grantee();
  call.reader.take('with');
  const { columns, groups } = readOptions(call.reader);
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    requireSuperuser(catalog, call.user, 'create users', 'create user');
    if (columns.is_superuser && !isSuperuser(catalog, call.user)) {
      throw new SqlError('ERROR: must be superuser to create superusers');
    }
    requireNewName(catalog, name);
    for (const group of groups) requireGrantee(catalog, { kind: 'group', name: group });
    await addUser(writer, name, columns);
    for (const group_name of groups) await writer.insert('group_members', { group_name, user_name: name });
    return 0;
  });
};

function readOptions(reader: TokenReader): UserOptions {
  let columns: UserOptions['columns'] = {};
  let groups: readonly string[] = [];
  while (!reader.atEnd()) {
    if (reader.take('in', 'group')) groups = reader.list(() => reader.grantee());
    else columns = { ...columns, ...(readUserOption(reader) ?? reader.fail()) };
  }
  if (columns.has_password === undefined) reader.fail();
  if (columns.is_superuser && columns.has_password === false) {
    throw new SqlError("ERROR: cannot disable a superuser's password");
  }
  if (columns.external_id !== undefined && columns.has_password === true) {
    throw new SqlError('ERROR: a user with an EXTERNALID must have PASSWORD DISABLE');
  }
  return { columns, groups };
}

/** @throws SqlError when a user or role has the name already, or nothing may have it. */
export function requireNewName(catalog: Catalog, name: string): void {
  if (name.toLowerCase() === 'public') throw new SqlError(`ERROR: user name "${name}" is reserved`);
  if (catalog.users.has(name)) throw new SqlError(`ERROR: user "${name}" already exists`);
  if (catalog.roles.has(name)) throw new SqlError(`ERROR: role "${name}" already exists`);
}

/** Adds a database user; he has no password unless the columns say so. */
export async function addUser(
  writer: CatalogWriter,
  name: string,
  columns: UserOptions['columns'] = {},
): Promise<number> {
  await writer.insert('users', { user_id: await nextId(writer), user_name: name, is_superuser: false, ...columns });
  return 0;
}

/** The identifier of a new user, role or group. */
export async function nextId(writer: CatalogWriter): Promise<number> {
  const reader = await writer.connection.duckdb.runAndReadAll(`SELECT nextval('${catalogSchema}.identifiers')`);
  return Number(reader.getRows()[0]?.[0]);
}
