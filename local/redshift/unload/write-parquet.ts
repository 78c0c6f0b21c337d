import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '../syntax/tokens.ts';
import type { UnloadColumn } from './unload-columns.ts';
import type { WrittenFile } from './unload-files.ts';
import type { UnloadOptions } from './unload-statement.ts';

/** What Parquet keeps for types that it has not; a point in time loses its zone, as in the service. */
const kept: Readonly<Record<string, string>> = {
  HUGEINT: 'BIGINT',
  'TIME WITH TIME ZONE': 'TIME',
};

/** The columns as a Parquet file has them. */
export function parquetColumns(columns: readonly UnloadColumn[]): string {
  return columns
    .map(({ sql, type, name }) => {
      const value = type === 'TIMESTAMP WITH TIME ZONE' ? `${sql} AT TIME ZONE 'UTC'` : sql;
      return `${kept[type] === undefined ? value : `CAST(${value} AS ${kept[type]})`} AS ${quoteName(name)}`;
    })
    .join(', ');
}

/** Writes a query's rows into Parquet files. @returns the files in order; none when there is no row. */
export async function writeParquet(
  connection: DuckDBConnection,
  query: string,
  options: UnloadOptions,
  folder: string,
): Promise<WrittenFile[]> {
  const output = join(folder, 'parquet');
  mkdirSync(output);
  await connection.run(
    `COPY (${query}) TO ${quoteText(output)} (FORMAT parquet, COMPRESSION snappy, OVERWRITE_OR_IGNORE,
     FILE_SIZE_BYTES ${Math.round(options.maximumBytes)}, FILENAME_PATTERN '{i}')`,
  );
  const numberOf = (name: string) => Number(/\d+/.exec(name)?.[0]);
  const names = readdirSync(output).sort((one, other) => numberOf(one) - numberOf(other));
  const files: WrittenFile[] = [];
  for (const name of names) {
    const path = join(output, name);
    const count = await connection.runAndReadAll(`SELECT count(*) FROM read_parquet(${quoteText(path)})`);
    const rows = Number(count.getRows()[0]?.[0]);
    if (rows > 0) files.push({ path, rows });
  }
  return files;
}
