import { type Catalog, type DatabaseObject, type Grantee, nameKey, type ObjectKind } from '../access/catalog.ts';
import { isOwner, requireSuperuser } from '../access/privileges.ts';
import { SqlError } from '../engine.ts';
import { defaultSchema, type TokenReader } from '../syntax/token-reader.ts';
import { isWord } from '../syntax/tokens.ts';
import { type CatalogWriter, changeCatalog, objectColumns } from './change-catalog.ts';
import type { Call, EngineContext, StatementHandler } from './context.ts';

/** Privileges that can be held on an object of a kind; ALL is all of them. */
const privilegesOf: Readonly<Record<ObjectKind, readonly string[]>> = {
  schema: ['usage', 'create'],
  relation: ['select', 'insert', 'update', 'delete', 'references', 'drop', 'truncate', 'alter'],
  model: ['execute'],
};

/** GRANT privileges ON {[TABLE] t, ... | SCHEMA s, ... | MODEL m, ...} TO {user | ROLE r | PUBLIC}, ...; GRANT ROLE r TO ... */
export const grant: StatementHandler = (call, context) => {
  call.reader.expect('grant');
  if (isWord(call.reader.peek(), 'role')) {
    return changeMemberships(call, context, 'to', async (writer, row) => {
      await writer.remove('role_members', row);
      await writer.insert('role_members', row);
    });
  }
  return changePrivileges(call, context, 'to', async (writer, row) => {
    await writer.remove('privileges', row);
    await writer.insert('privileges', row);
  });
};

/** REVOKE, with GRANT's forms and FROM instead of TO. */
export const revoke: StatementHandler = (call, context) => {
  call.reader.expect('revoke');
  const forget = (table: string) => async (writer: CatalogWriter, row: Record<string, string>) =>
    writer.remove(table, row);
  if (isWord(call.reader.peek(), 'role')) return changeMemberships(call, context, 'from', forget('role_members'));
  return changePrivileges(call, context, 'from', forget('privileges'));
};

type ChangeRow = (writer: CatalogWriter, row: Record<string, string>) => Promise<void>;

function changeMemberships(call: Call, context: EngineContext, link: 'to' | 'from', change: ChangeRow) {
  const roles = readList(call.reader, () => {
    call.reader.expect('role');
    return call.reader.grantee();
  });
  call.reader.expect(link);
  const members = readList(call.reader, () => readGrantee(call.reader));
  if (!call.reader.atEnd()) call.reader.fail();
  const catalog = context.catalog();
  requireSuperuser(catalog, call.user, 'grant roles');
  for (const name of roles) requireGrantee(catalog, { kind: 'role', name });
  for (const member of members) requireGrantee(catalog, member);
  return changeCatalog(call, context, async (writer) => {
    for (const role_name of roles) {
      for (const { kind, name } of members) await change(writer, { role_name, member_kind: kind, member: name });
    }
    return 0;
  });
}

function changePrivileges(call: Call, context: EngineContext, link: 'to' | 'from', change: ChangeRow) {
  const asked = readPrivileges(call.reader);
  call.reader.expect('on');
  const objects = readObjects(call.reader);
  call.reader.expect(link);
  const grantees = readList(call.reader, () => readGrantee(call.reader));
  if (!call.reader.atEnd()) call.reader.fail();
  const catalog = context.catalog();
  for (const object of objects) requireGrantable(catalog, call.user, object);
  for (const grantee of grantees) requireGrantee(catalog, grantee);
  return changeCatalog(call, context, async (writer) => {
    for (const object of objects) {
      const privileges = asked.includes('all') ? privilegesOf[object.kind] : asked;
      for (const privilege of privileges) {
        if (!privilegesOf[object.kind].includes(privilege)) {
          throw new SqlError(`ERROR: invalid privilege type ${privilege.toUpperCase()} for ${object.kind}`);
        }
        for (const { kind, name } of grantees) {
          await change(writer, { ...objectColumns(object), privilege, grantee_kind: kind, grantee: name });
        }
      }
    }
    return 0;
  });
}

function readPrivileges(reader: TokenReader): string[] {
  const privileges = readList(reader, () => reader.name());
  if (privileges[0] === 'all') reader.take('privileges');
  return privileges;
}

function readObjects(reader: TokenReader): DatabaseObject[] {
  if (reader.take('schema')) {
    return readList(reader, () => reader.name()).map((name) => ({ kind: 'schema', schema: name, name }));
  }
  const isModel = reader.take('model');
  if (!isModel && isWord(reader.peek(), 'all', 'function', 'procedure', 'database', 'language')) reader.fail();
  if (!isModel) reader.take('table');
  const kind = isModel ? 'model' : 'relation';
  return readList(reader, () => reader.qualifiedName()).map((name) => ({ kind, ...name }));
}

function readGrantee(reader: TokenReader): Grantee {
  if (reader.take('public')) return { kind: 'public', name: '' };
  const isRole = isWord(reader.peek(), 'role');
  if (isRole) reader.next();
  return { kind: isRole ? 'role' : 'user', name: reader.grantee() };
}

function readList<T>(reader: TokenReader, read: () => T): T[] {
  const items = [read()];
  while (reader.takeSymbol(',')) items.push(read());
  return items;
}

function requireGrantee(catalog: Catalog, { kind, name }: Grantee): void {
  const exists = kind === 'public' || (kind === 'role' ? catalog.roles.has(name) : catalog.users.has(name));
  if (!exists) throw new SqlError(`ERROR: ${kind} "${name}" does not exist`);
}

function requireGrantable(catalog: Catalog, user: string, object: DatabaseObject): void {
  const known = { schema: catalog.schemas, relation: catalog.relations, model: catalog.models }[object.kind];
  const key = object.kind === 'schema' ? object.name : nameKey(object);
  if (!known.has(key)) {
    const shown = object.kind !== 'schema' && object.schema !== defaultSchema ? key : object.name;
    throw new SqlError(`ERROR: ${object.kind} "${shown}" does not exist`);
  }
  if (isOwner(catalog, user, object)) return;
  throw new SqlError(`ERROR: permission denied for ${object.kind} ${object.name}`);
}
