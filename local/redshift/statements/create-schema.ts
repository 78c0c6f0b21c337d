import type { Catalog, DatabaseObject } from '../access/catalog.ts';
import {
  hasPermission,
  requireDatabaseCreate,
  requireOwner,
  requireSuperuser,
  schemaObject,
} from '../access/privileges.ts';
import { SqlError } from '../engine.ts';
import { changedRows } from '../results/read-result.ts';
import { readCascade } from '../syntax/read-cascade.ts';
import { readNewName } from '../syntax/reserved-words.ts';
import { defaultSchema } from '../syntax/token-reader.ts';
import { isWord, quoteName } from '../syntax/tokens.ts';
import { type CatalogWriter, changeCatalog, forgetObject, keepOwner } from './change-catalog.ts';
import type { StatementHandler } from './context.ts';
import { dependedOn, dependentsOf, dropRelations } from './drop-relations.ts';
import { removeFunction } from './functions/drop-function.ts';
import { setOwner } from './set-owner.ts';

/** Names that DuckDB or the engine keeps for itself. */
const reservedSchemas = ['main', 'temp', 'system', 'redshift_catalog', 'redshift_database'];

/** CREATE SCHEMA [IF NOT EXISTS] name [AUTHORIZATION user]; a quota of disk space is refused. */
export const createSchema: StatementHandler = async (call, context) => {
  call.reader.expect('create', 'schema');
  const ifNotExists = call.reader.take('if', 'not', 'exists');
  const named = isWord(call.reader.peek(), 'authorization') ? undefined : readNewName(call.reader);
  const owner = call.reader.take('authorization') ? call.reader.grantee() : call.user;
  const name = named ?? owner.toLowerCase();
  if (isWord(call.reader.peek(), 'quota')) throw new SqlError('ERROR: QUOTA is not supported by the local engine');
  if (!call.reader.atEnd()) call.reader.fail();
  const catalog = context.catalog();
  if (owner !== call.user) requireSuperuser(catalog, call.user, 'create a schema for another user');
  if (!catalog.users.has(owner)) throw new SqlError(`ERROR: user "${owner}" does not exist`);
  if (!hasPermission(catalog, call.user, 'create schema')) {
    requireDatabaseCreate(catalog, call.user, call.database);
  }
  const object: DatabaseObject = { kind: 'schema', schema: name, name };
  if (reservedSchemas.includes(name) || name.startsWith('pg_')) {
    throw new SqlError(`ERROR: unacceptable schema name "${name}"`);
  }
  if (catalog.schemas.has(name)) {
    if (ifNotExists) return changedRows(0);
    throw new SqlError(`ERROR: schema "${name}" already exists`);
  }
  return changeCatalog(call, context, async (writer) => {
    await writer.connection.duckdb.run(`CREATE SCHEMA ${quoteName(name)}`);
    await keepOwner(writer, catalog, object, owner);
    return 0;
  });
};

/** DROP SCHEMA [IF EXISTS] name [, ...] [CASCADE | RESTRICT]; a schema that holds a model never drops. */
export const dropSchema: StatementHandler = (call, context) => {
  call.reader.expect('drop', 'schema');
  const ifExists = call.reader.take('if', 'exists');
  const names = [call.reader.name()];
  while (call.reader.takeSymbol(',')) names.push(call.reader.name());
  const isCascade = readCascade(call.reader);
  return changeCatalog(call, context, async (writer) => {
    for (const name of names) {
      // What an earlier schema's views have taken along is in the catalog no more.
      await context.reloadCatalog(writer.connection);
      const catalog = context.catalog();
      if (!catalog.schemas.has(name)) {
        if (ifExists) continue;
        throw new SqlError(`ERROR: schema "${name}" does not exist`);
      }
      requireOwner(catalog, call.user, schemaObject(name), 'drop schema');
      await emptySchema(writer, catalog, name, isCascade);
      await writer.connection.duckdb.run(`DROP SCHEMA ${quoteName(name)}`);
      await forgetObject(writer, schemaObject(name));
    }
    return 0;
  });
};

async function emptySchema(writer: CatalogWriter, catalog: Catalog, name: string, isCascade: boolean): Promise<void> {
  const inside = (keys: Iterable<string>) => [...keys].filter((key) => key.startsWith(`${name}.`));
  const relations = inside(catalog.relations).map((key) => ({ schema: name, name: key.slice(name.length + 1) }));
  const functions = inside(catalog.functions);
  if (name === defaultSchema)
    throw new SqlError('ERROR: dropping the schema public is not supported by the local engine');
  if (inside(catalog.models.keys()).length > 0 || (!isCascade && relations.length + functions.length > 0)) {
    throw dependedOn(catalog, schemaObject(name));
  }
  const dependents = dependentsOf(
    catalog,
    functions.map((key) => functionObject(name, key)),
  );
  await dropRelations(
    writer,
    catalog,
    [...relations, ...dependents.map(({ object }) => object).filter((view) => view.schema !== name)],
    true,
  );
  for (const key of functions) await removeFunction(writer, functionObject(name, key));
}

const functionObject = (schema: string, key: string): DatabaseObject => ({
  kind: 'function',
  schema,
  name: key.slice(schema.length + 1),
});

/** ALTER SCHEMA name OWNER TO user; another name and a quota are refused. */
export const alterSchema: StatementHandler = (call, context) => {
  call.reader.expect('alter', 'schema');
  const name = call.reader.name();
  if (isWord(call.reader.peek(), 'rename', 'quota')) {
    throw new SqlError(`ERROR: ALTER SCHEMA ${call.reader.name().toUpperCase()} is not supported by the local engine`);
  }
  call.reader.expect('owner', 'to');
  const owner = call.reader.grantee();
  if (!call.reader.atEnd()) call.reader.fail();
  return changeCatalog(call, context, async (writer) => {
    const catalog = context.catalog();
    if (!catalog.schemas.has(name)) throw new SqlError(`ERROR: schema "${name}" does not exist`);
    await setOwner(writer, catalog, call.user, schemaObject(name), owner);
    return 0;
  });
};
