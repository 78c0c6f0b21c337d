import type { DuckDBConnection } from '@duckdb/node-api';
import { SqlError } from '../engine.ts';
import { quoteName } from '../syntax/tokens.ts';
import type { UnloadOptions } from './unload-statement.ts';

/** A column of the result that is unloaded. */
export interface UnloadColumn {
  readonly name: string;
  /** DuckDB's type. */
  readonly type: string;
  /** What names it in `UnloadSource.from`, whatever its own name is. */
  readonly sql: string;
}

/** The rows that are unloaded. */
export interface UnloadSource {
  readonly columns: readonly UnloadColumn[];
  /** What stands behind FROM. */
  readonly from: string;
}

/** No temporary table of a user is called so by chance. */
const partitionedRows = 'redshift_unload_rows';

/** Describes a query's rows. @throws SqlError when a column of PARTITION BY is not among them, or none other is. */
export async function readUnloadSource(
  connection: DuckDBConnection,
  sql: string,
  options: UnloadOptions,
): Promise<UnloadSource> {
  const rows = (await connection.runAndReadAll(`DESCRIBE ${sql}`)).getRows();
  const columns = rows.map(([name, type], index) => ({
    name: String(name).toLowerCase(),
    type: String(type),
    sql: quoteName(`column ${index}`),
  }));
  for (const name of options.partitionBy) {
    if (!columns.some((column) => column.name === name))
      throw new SqlError(`ERROR: Partition column "${name}" does not exist in the result of the query`);
  }
  if (!options.includesPartitions && columns.every(({ name }) => options.partitionBy.includes(name)))
    throw new SqlError('ERROR: UNLOAD needs a column that is not in PARTITION BY');
  const repeated = columns.find(({ name }, index) => columns.findIndex((column) => column.name === name) < index);
  if (repeated && (options.format === 'json' || options.format === 'parquet'))
    throw new SqlError(`ERROR: column "${repeated.name}" specified more than once`);
  const from = `(${sql}) AS unloaded(${columns.map((column) => column.sql).join(', ')})`;
  if (options.partitionBy.length === 0) return { columns, from };
  // Every partition is to be taken from the same rows.
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${partitionedRows} AS SELECT * FROM ${from}`);
  return { columns, from: `temp.${partitionedRows}` };
}

/** Forgets the rows, if they were kept for partitions. */
export async function discardUnloadSource(connection: DuckDBConnection): Promise<void> {
  // In a transaction that has failed, its end drops the table.
  await connection.run(`DROP TABLE IF EXISTS temp.${partitionedRows}`).catch(() => undefined);
}
