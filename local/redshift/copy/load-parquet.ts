import type { DuckDBConnection } from '@duckdb/node-api';
import type { PooledConnection } from '../database/connections.ts';
import { duckdbName } from '../database/duckdb-names.ts';
import { SqlError } from '../engine.ts';
import { quoteName, quoteText } from '../syntax/tokens.ts';
import { duckdbType, typeText } from '../tables/data-type.ts';
import type { TableColumn } from '../tables/table-description.ts';
import type { BucketObject } from './bucket-objects.ts';
import type { Load } from './load.ts';

/** Which of a file's types a column takes; COPY converts nothing but these. */
const takes: Readonly<Record<string, RegExp>> = {
  smallint: /^(TINYINT|UTINYINT|SMALLINT|INTEGER)$/,
  integer: /^(TINYINT|UTINYINT|SMALLINT|USMALLINT|INTEGER)$/,
  bigint: /^(TINYINT|UTINYINT|SMALLINT|USMALLINT|INTEGER|UINTEGER|BIGINT)$/,
  real: /^FLOAT$/,
  'double precision': /^(FLOAT|DOUBLE)$/,
  numeric: /^DECIMAL/,
  boolean: /^BOOLEAN$/,
  date: /^DATE$/,
  'timestamp without time zone': /^TIMESTAMP/,
  'timestamp with time zone': /^TIMESTAMP/,
  'time without time zone': /^TIME$/,
  'time with time zone': /^TIME/,
  character: /^(VARCHAR|JSON)$/,
  'character varying': /^(VARCHAR|JSON)$/,
};
const nested = /^(STRUCT|MAP)\(|\[\d*\]$/;

interface FileColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * Loads Parquet files, whose columns stand for the table's in order,
 * https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html.
 *
 * @returns number of rows.
 * @throws SqlError when a file is no Parquet or its columns do not fit; nothing is loaded then.
 */
export async function loadParquet(connection: PooledConnection, load: Load): Promise<number> {
  const selects: string[] = [];
  for (const object of load.objects) {
    load.requireRunning();
    selects.push(await readFile(connection.duckdb, object, load));
  }
  const names = load.columns.map(({ name }) => quoteName(name)).join(', ');
  const insert = `INSERT INTO ${duckdbName(load.relation)} (${names}) ${selects.join(' UNION ALL ')}`;
  const rows = (await connection.duckdb.run(insert)).rowsChanged;
  load.report(rows, rows);
  return rows;
}

/** Checks a file, and gives the query that reads it. */
async function readFile(connection: DuckDBConnection, object: BucketObject, load: Load): Promise<string> {
  const source = `read_parquet(${quoteText(object.path)}, binary_as_string = true)`;
  const found = await describe(connection, source, object);
  const { columns, options } = load;
  const isShort = options.fillsRecords && found.length < columns.length;
  if (found.length !== columns.length && !isShort) {
    const counts = `Table columns: ${columns.length}, Data columns: ${found.length}`;
    throw scanError(`Unmatched number of columns between table and file. ${counts}, File name: ${object.url}`);
  }
  const values = columns.map((column, index) => {
    const file = found[index];
    return file ? castOf(column, file, object, options.serializesToJson) : 'NULL';
  });
  await requireLengths(connection, source, columns, found, object);
  return `SELECT ${values.join(', ')} FROM ${source}`;
}

async function describe(connection: DuckDBConnection, source: string, object: BucketObject): Promise<FileColumn[]> {
  try {
    const rows = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`)).getRows();
    return rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
  } catch (error) {
    throw scanError(`File '${object.url}' has an invalid version number or is no Parquet file`, error);
  }
}

function castOf(column: TableColumn, file: FileColumn, object: BucketObject, serializes: boolean): string {
  const name = quoteName(file.name);
  if (column.type.name !== 'super') {
    if (takes[column.type.name]?.test(file.type)) return `CAST(${name} AS ${duckdbType(column.type)})`;
  } else if (!nested.test(file.type)) {
    return `CASE WHEN ${name} IS NULL THEN NULL ELSE ${file.type === 'JSON' ? name : `to_json(${name})`} END`;
  } else if (serializes) return `CASE WHEN ${name} IS NULL THEN NULL ELSE to_json(${name}) END`;
  const types = `Column type: ${typeText(column.type).toUpperCase()}, Parquet schema: ${file.type.toLowerCase()} ${file.name}`;
  throw scanError(`File '${object.url}' has an incompatible Parquet schema for column '${column.name}'. ${types}`);
}

async function requireLengths(
  connection: DuckDBConnection,
  source: string,
  columns: readonly TableColumn[],
  found: readonly FileColumn[],
  object: BucketObject,
): Promise<void> {
  const texts = columns.flatMap((column, index) => {
    const file = found[index];
    return column.type.bytes !== undefined && file ? [{ column, file, bytes: column.type.bytes }] : [];
  });
  if (texts.length === 0) return;
  const longest = texts.map(({ file }) => `max(strlen(${quoteName(file.name)}))`);
  const [lengths = []] = (await connection.runAndReadAll(`SELECT ${longest.join(', ')} FROM ${source}`)).getRows();
  const index = texts.findIndex(({ bytes }, at) => Number(lengths[at] ?? 0) > bytes);
  const text = texts[index];
  if (!text) return;
  throw scanError(
    `The length of the data column ${text.column.name} is longer than the length defined in the table. ` +
      `Table: ${text.bytes}, Data: ${lengths[index]}, File name: ${object.url}`,
  );
}

function scanError(detail: string, cause?: unknown): SqlError {
  return new SqlError(`ERROR: Spectrum Scan Error\n  Detail: ${detail}`, { cause });
}
