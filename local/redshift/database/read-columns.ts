import type { DuckDBConnection } from '@duckdb/node-api';
import { defaultSchema } from '../syntax/token-reader.ts';
import { isName, quoteText, type Token } from '../syntax/tokens.ts';
import { readDuckdbType, toValueType } from '../syntax/value-type.ts';
import type { DataType } from '../tables/data-type.ts';
import { parseComment } from '../tables/table-description.ts';
import type { ColumnFacts, Columns } from '../translate/scope.ts';
import { databaseName, temporarySchema } from './duckdb-names.ts';

/**
 * Reads the columns of all tables and views that a statement may name.
 *
 * @returns the columns by `schema.name`.
 */
export async function readColumns(
  connection: DuckDBConnection,
  tokens: readonly Token[],
): Promise<ReadonlyMap<string, Columns>> {
  const names = [...new Set(tokens.filter(isName).map(({ value }) => value))];
  if (names.length === 0) return new Map();
  const reader = await connection.runAndReadAll(
    `WITH relations AS (SELECT database_name, schema_name, table_name, comment FROM duckdb_tables()
       UNION ALL SELECT database_name, schema_name, view_name, comment FROM duckdb_views() WHERE NOT internal)
     SELECT database_name, schema_name, table_name, relations.comment, column_name, data_type, is_nullable FROM duckdb_columns()
     LEFT JOIN relations USING (database_name, schema_name, table_name)
     WHERE NOT internal AND lower(table_name) IN (${names.map(quoteText).join(', ')})
       AND database_name IN ('${databaseName}', 'temp')
     ORDER BY column_index`,
  );
  const tables = new Map<string, { columns: Map<string, ColumnFacts>; stored: ReturnType<typeof parseComment> }>();
  for (const row of reader.getRows()) {
    const [database, schema, table, comment, column, type, isNullable] = row;
    const name = String(table).toLowerCase();
    const key = `${redshiftSchema(String(database), String(schema))}.${name}`;
    const known = tables.get(key) ?? { columns: new Map(), stored: parseComment(comment) };
    known.columns.set(String(column).toLowerCase(), {
      type: typeOf(known.stored.columns[String(column)]?.type, String(type)),
      table: name,
      isNullable: isNullable !== false,
    });
    tables.set(key, known);
  }
  return new Map([...tables].map(([key, { columns }]) => [key, columns]));
}

/** Undefined where Redshift has no type like it. */
function typeOf(declared: DataType | undefined, duckdbType: string): ColumnFacts['type'] {
  return declared ? toValueType(declared) : readDuckdbType(duckdbType);
}

function redshiftSchema(database: string, schema: string): string {
  if (database === 'temp') return temporarySchema;
  return schema === 'main' ? defaultSchema : schema.toLowerCase();
}
