import type { DuckDBConnection } from '@duckdb/node-api';
import { duckdbSchema } from '../database/duckdb-names.ts';
import { SqlError } from '../engine.ts';
import type { QualifiedName } from '../syntax/token-reader.ts';

/** A column of a table that a COPY fills. */
export interface TableColumn {
  readonly name: string;
  /** DuckDB's type. */
  readonly type: string;
  readonly isNullable: boolean;
  /** Longest text in bytes; undefined for other types. */
  readonly bytes: number | undefined;
}

/** @throws SqlError when the table lacks one of the `wanted` columns. */
export async function readTableColumns(
  connection: DuckDBConnection,
  relation: QualifiedName,
  wanted: readonly string[] | undefined,
): Promise<TableColumn[]> {
  const place = [duckdbSchema(relation.schema), relation.name];
  const sizes = await readTextSizes(connection, place);
  const reader = await connection.runAndReadAll(
    `SELECT column_name, data_type, is_nullable FROM duckdb_columns()
     WHERE schema_name = $1 AND table_name = $2 ORDER BY column_index`,
    place,
  );
  const columns = reader.getRows().map(([name, type, isNullable]) => ({
    name: String(name),
    type: String(type),
    isNullable: isNullable === true,
    bytes: sizes.get(String(name)),
  }));
  if (!wanted) return columns;
  return wanted.map((name) => {
    const column = columns.find((candidate) => candidate.name === name);
    if (!column) throw new SqlError(`ERROR: column "${name}" of relation "${relation.name}" does not exist`);
    return column;
  });
}

/** A text's length stands in a check of the table. */
async function readTextSizes(connection: DuckDBConnection, place: string[]): Promise<Map<string, number>> {
  const reader = await connection.runAndReadAll(
    `SELECT constraint_text FROM duckdb_constraints()
     WHERE schema_name = $1 AND table_name = $2 AND constraint_type = 'CHECK'`,
    place,
  );
  const sizes = new Map<string, number>();
  for (const [text] of reader.getRows()) {
    const [, name, bytes] = /strlen\("?(.+?)"?\) <= (\d+)/.exec(String(text)) ?? [];
    if (name !== undefined) sizes.set(name, Number(bytes));
  }
  return sizes;
}
