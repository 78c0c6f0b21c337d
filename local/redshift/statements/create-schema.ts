import type { DatabaseObject } from '../access/catalog.ts';
import { hasPermission, requireDatabase, requireOwner } from '../access/privileges.ts';
import { SqlError } from '../engine.ts';
import { changedRows } from '../results/read-result.ts';
import { quoteName } from '../syntax/tokens.ts';
import { changeCatalog, forgetObject, keepOwner } from './change-catalog.ts';
import type { StatementHandler } from './context.ts';

/** Names that DuckDB or the engine keeps for itself. */
const reservedSchemas = ['main', 'temp', 'system', 'redshift_catalog', 'redshift_database'];

/** CREATE SCHEMA [IF NOT EXISTS] name. */
export const createSchema: StatementHandler = async (call, context) => {
  call.reader.expect('create', 'schema');
  const ifNotExists = call.reader.take('if', 'not', 'exists');
  const name = call.reader.name();
  if (!call.reader.atEnd()) call.reader.fail();
  const catalog = context.catalog();
  if (!hasPermission(catalog, call.user, 'create schema')) {
    requireDatabase(catalog, call.user, 'create', call.database);
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
    await keepOwner(writer, catalog, object, call.user);
    return 0;
  });
};

/** DROP SCHEMA [IF EXISTS] name; the schema must be empty. */
export const dropSchema: StatementHandler = async (call, context) => {
  call.reader.expect('drop', 'schema');
  const ifExists = call.reader.take('if', 'exists');
  const name = call.reader.name();
  call.reader.take('restrict');
  if (!call.reader.atEnd()) call.reader.fail();
  const catalog = context.catalog();
  if (!catalog.schemas.has(name)) {
    if (ifExists) return changedRows(0);
    throw new SqlError(`ERROR: schema "${name}" does not exist`);
  }
  const object: DatabaseObject = { kind: 'schema', schema: name, name };
  requireOwner(catalog, call.user, object, 'drop schema');
  const isInside = (key: string) => key.startsWith(`${name}.`);
  if ([...catalog.relations, ...catalog.models.keys()].some(isInside)) {
    throw new SqlError(`ERROR: cannot drop schema ${name} because other objects depend on it`);
  }
  return changeCatalog(call, context, async (writer) => {
    await writer.connection.duckdb.run(`DROP SCHEMA ${quoteName(name)}`);
    await forgetObject(writer, object);
    return 0;
  });
};
