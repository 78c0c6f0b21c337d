import type { Catalog, DatabaseObject } from '../access/catalog.ts';
import { defaultPrivilegesOf } from '../access/default-privileges.ts';
import { inTransaction, type PooledConnection } from '../database/connections.ts';
import { temporarySchema } from '../database/duckdb-names.ts';
import { catalogSchema } from '../database/system-catalog.ts';
import type { StatementResult } from '../engine.ts';
import { changedRows } from '../results/read-result.ts';
import type { Call, EngineContext } from './context.ts';

/** Writes to the catalog's tables; values are bound. */
export interface CatalogWriter {
  readonly connection: PooledConnection;
  insert(table: string, row: Readonly<Record<string, string | number | boolean | null>>): Promise<void>;
  update(
    table: string,
    values: Readonly<Record<string, string | number | boolean | null>>,
    match: Readonly<Record<string, string | number>>,
  ): Promise<void>;
  remove(table: string, match: Readonly<Record<string, string | number>>): Promise<void>;
}

/** Runs a change of the database's objects in one transaction and reads the catalog anew. */
export async function changeCatalog(
  call: Pick<Call, 'run'>,
  context: EngineContext,
  change: (writer: CatalogWriter) => Promise<number | undefined>,
): Promise<StatementResult> {
  return context.connections.change(call.run, async (connection) => {
    try {
      const rowCount = await inTransaction(call.run, connection, async () => {
        const changed = await change(catalogWriter(connection));
        // Before the commit: whoever sees a new state in a system view may act on it at once.
        await context.reloadCatalog(connection);
        return changed;
      });
      return changedRows(rowCount ?? 0);
    } catch (error) {
      // A transaction that has failed reads nothing more.
      if (!connection.inTransaction) await context.reloadCatalog(connection);
      throw error;
    }
  });
}

function catalogWriter(connection: PooledConnection): CatalogWriter {
  const equations = (names: readonly string[], separator: string, offset = 0) =>
    names.map((name, index) => `${name} = $${index + 1 + offset}`).join(separator);
  return {
    connection,
    insert: async (table, row) => {
      // A session's own tables are in nobody's catalog.
      if (row.schema_name === temporarySchema) return;
      const places = Object.keys(row).map((_, index) => `$${index + 1}`);
      const sql = `INSERT INTO ${catalogSchema}.${table} (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')})`;
      await connection.duckdb.run(sql, Object.values(row));
    },
    update: async (table, values, match) => {
      const set = equations(Object.keys(values), ', ');
      const where = equations(Object.keys(match), ' AND ', Object.keys(values).length);
      const sql = `UPDATE ${catalogSchema}.${table} SET ${set} WHERE ${where}`;
      await connection.duckdb.run(sql, [...Object.values(values), ...Object.values(match)]);
    },
    remove: async (table, match) => {
      const sql = `DELETE FROM ${catalogSchema}.${table} WHERE ${equations(Object.keys(match), ' AND ')}`;
      await connection.duckdb.run(sql, Object.values(match));
    },
  };
}

/** The columns that identify an object in the catalog's tables. */
export function objectColumns(object: DatabaseObject): Record<string, string> {
  return { object_kind: object.kind, schema_name: object.schema, object_name: object.name };
}

/** Keeps who owns a new object, and gives the privileges that his default privileges say. */
export async function keepOwner(
  writer: CatalogWriter,
  catalog: Catalog,
  object: DatabaseObject,
  owner: string,
): Promise<void> {
  await writer.insert('owners', { ...objectColumns(object), owner });
  for (const { privilege, grantee, withGrantOption } of defaultPrivilegesOf(catalog, object, owner)) {
    await writer.insert('privileges', {
      ...objectColumns(object),
      privilege,
      grantee_kind: grantee.kind,
      grantee: grantee.name,
      grant_option: withGrantOption,
      grantor: owner,
    });
  }
}

/** Forgets who owns the object and who may use it. */
export async function forgetObject(writer: CatalogWriter, object: DatabaseObject): Promise<void> {
  await writer.remove('owners', objectColumns(object));
  await writer.remove('privileges', objectColumns(object));
}
