import type { DuckDBConnection } from '@duckdb/node-api';
import { readDuckdbType, type ValueType } from '../syntax/data-type.ts';
import { defaultSchema } from '../syntax/token-reader.ts';
import { isName, quoteText, type Token } from '../syntax/tokens.ts';
import { databaseName, temporarySchema } from './duckdb-names.ts';

/** Columns of a table or view by name; a type is undefined where Redshift has none like it. */
export type TableColumns = ReadonlyMap<string, ValueType | undefined>;

/**
 * Reads the columns of all tables and views that a statement may name.
 *
 * @returns the columns by `schema.name`.
 */
export async function readColumns(
  connection: DuckDBConnection,
  tokens: readonly Token[],
): Promise<ReadonlyMap<string, TableColumns>> {
  const names = [...new Set(tokens.filter(isName).map(({ value }) => value))];
  if (names.length === 0) return new Map();
  const reader = await connection.runAndReadAll(
    `SELECT database_name, schema_name, table_name, column_name, data_type FROM duckdb_columns()
     WHERE NOT internal AND lower(table_name) IN (${names.map(quoteText).join(', ')})
       AND database_name IN ('${databaseName}', 'temp')
     ORDER BY column_index`,
  );
  const tables = new Map<string, Map<string, ValueType | undefined>>();
  for (const row of reader.getRowsJson()) {
    const [database, schema, table, column, type] = row.map(String);
    const key = `${redshiftSchema(database ?? '', schema ?? '')}.${table?.toLowerCase()}`;
    const columns = tables.get(key) ?? new Map();
    columns.set(column?.toLowerCase() ?? '', readDuckdbType(type ?? ''));
    tables.set(key, columns);
  }
  return tables;
}

function redshiftSchema(database: string, schema: string): string {
  if (database === 'temp') return temporarySchema;
  return schema === 'main' ? defaultSchema : schema.toLowerCase();
}
