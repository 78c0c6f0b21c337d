import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { headerExpression, lineExpression } from './line-expression.ts';
import { type Partition, readPartitions } from './partitions.ts';
import type { UnloadSource } from './unload-columns.ts';
import type { WrittenFile } from './unload-files.ts';
import type { UnloadOptions } from './unload-statement.ts';
import { writeLines } from './write-lines.ts';
import { parquetColumns, writeParquet } from './write-parquet.ts';

/** The files of one partition, which wait aside. */
export interface WrittenPartition {
  readonly name: string;
  readonly files: readonly WrittenFile[];
}

/** Writes all files of an UNLOAD into a folder aside. */
export async function writeFiles(
  connection: DuckDBConnection,
  source: UnloadSource,
  options: UnloadOptions,
  folder: string,
  requireRunning: () => void,
): Promise<WrittenPartition[]> {
  const written: WrittenPartition[] = [];
  for (const partition of await readPartitions(connection, source, options.partitionBy)) {
    requireRunning();
    const place = join(folder, String(written.length));
    mkdirSync(place);
    const files = await writePartition(connection, source, partition, options, place, requireRunning);
    written.push({ name: partition.name, files });
  }
  return written;
}

async function writePartition(
  connection: DuckDBConnection,
  source: UnloadSource,
  { condition }: Partition,
  options: UnloadOptions,
  folder: string,
  requireRunning: () => void,
): Promise<WrittenFile[]> {
  const isKept = (name: string) => options.includesPartitions || !options.partitionBy.includes(name);
  const columns = source.columns.filter(({ name }) => isKept(name));
  const from = `FROM ${source.from} WHERE ${condition}`;
  if (options.format === 'parquet') {
    return writeParquet(connection, `SELECT ${parquetColumns(columns)} ${from}`, options, folder);
  }
  const header = options.hasHeader ? await readHeader(connection, headerExpression(columns, options)) : undefined;
  const query = `SELECT ${lineExpression(columns, options)} ${from}`;
  return writeLines(connection, query, header, options, folder, requireRunning);
}

async function readHeader(connection: DuckDBConnection, expression: string): Promise<string> {
  return String((await connection.runAndReadAll(`SELECT ${expression}`)).getRows()[0]?.[0]);
}
