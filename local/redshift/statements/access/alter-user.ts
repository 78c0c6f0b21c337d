import type { Catalog, UserEntry } from '../../access/catalog.ts';
import { hasPermission, isSuperuser } from '../../access/privileges.ts';
import { SqlError } from '../../engine.ts';
import { readParameterValue } from '../../session/parameter-value.ts';
import { checkSetting, standardValue } from '../../session/parameters.ts';
import type { TokenReader } from '../../syntax/token-reader.ts';
import { changeCatalog } from '../change-catalog.ts';
import type { StatementHandler } from '../context.ts';
import { requireNewName } from './create-user.ts';
import { renameIdentity } from './rename-identity.ts';
import { readUserOption, type UserOptions } from './user-options.ts';

interface Alteration {
  readonly columns: UserOptions['columns'];
  readonly newName: string | undefined;
  /** By parameter; undefined for what goes back to its default. */
  readonly settings: ReadonlyMap<string, string | undefined>;
}

/**
 * ALTER USER name [WITH] {option | RENAME TO name | SET parameter {TO | =} {value | DEFAULT} | RESET parameter}, ...
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_USER.html
 */
export const alterUser: StatementHandler = async (call, context) => {
  call.reader.expect('alter', 'user');
  const name = call.reader.grantee();
  call.reader.take('with');
  const alteration = readAlteration(call.reader);
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    const user = catalog.users.get(name);
    if (!user) throw new SqlError(`ERROR: user "${name}" does not exist`);
    requireAlteration(catalog, call.user, { name, ...user }, alteration);
    const columns = { ...alteration.columns, settings: changedSettings(user, alteration.settings) };
    await writer.update('users', columns, { user_name: name });
    if (alteration.newName !== undefined) {
      requireNewName(catalog, alteration.newName);
      if (name === call.user) throw new SqlError('ERROR: session user cannot be renamed');
      // A password is hashed with the name.
      await writer.update('users', { has_password: false }, { user_name: name });
      await renameIdentity(writer, 'user', name, alteration.newName);
    }
    return 0;
  });
};

function readAlteration(reader: TokenReader): Alteration {
  let alteration: Alteration = { columns: {}, newName: undefined, settings: new Map() };
  do {
    if (reader.take('rename', 'to')) alteration = { ...alteration, newName: reader.grantee() };
    else if (reader.take('set')) alteration = withSetting(alteration, reader.name(), readParameterValue(reader));
    else if (reader.take('reset')) alteration = withSetting(alteration, reader.name(), undefined);
    else
      alteration = { ...alteration, columns: { ...alteration.columns, ...(readUserOption(reader) ?? reader.fail()) } };
    reader.takeSymbol(',');
  } while (!reader.atEnd());
  return alteration;
}

function withSetting(alteration: Alteration, parameter: string, value: string | undefined): Alteration {
  if (value === undefined) standardValue(parameter);
  else checkSetting(parameter, value);
  return { ...alteration, settings: new Map([...alteration.settings, [parameter, value]]) };
}

function changedSettings(user: UserEntry, changes: Alteration['settings']): string {
  const settings = new Map(user.settings);
  for (const [parameter, value] of changes) {
    if (value === undefined) settings.delete(parameter);
    else settings.set(parameter, value);
  }
  return JSON.stringify(Object.fromEntries(settings));
}

function requireAlteration(
  catalog: Catalog,
  caller: string,
  user: UserEntry & { readonly name: string },
  { columns, newName, settings }: Alteration,
): void {
  if (columns.has_password === false && (columns.is_superuser ?? user.isSuperuser)) {
    throw new SqlError("ERROR: cannot disable a superuser's password");
  }
  if (isSuperuser(catalog, caller)) return;
  const isPasswordOnly =
    newName === undefined && settings.size === 0 && Object.keys(columns).every((column) => column === 'has_password');
  const isOwnPassword = isPasswordOnly && caller === user.name && user.hasPassword && columns.has_password === true;
  if (isOwnPassword) return;
  if (columns.is_superuser !== undefined || user.isSuperuser || columns.has_password !== undefined) {
    throw new SqlError('ERROR: must be superuser to alter superusers, or to enable or disable passwords');
  }
  if (!hasPermission(catalog, caller, 'alter user')) throw new SqlError('ERROR: must be superuser to alter users');
}
