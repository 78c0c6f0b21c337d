import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { catalogSchema } from '../database/system-catalog.ts';
import { typeText } from '../tables/data-type.ts';
import type { BucketObject } from './bucket-objects.ts';
import type { LoadError } from './load-error.ts';

/** One COPY that has ended. */
export interface LoadReport {
  readonly userId: number | undefined;
  readonly database: string;
  readonly table: string;
  readonly startedAt: Date;
  readonly source: string;
  readonly format: string;
  readonly objects: readonly BucketObject[];
  /** Undefined when the load has failed. */
  readonly rows: number | undefined;
  readonly errors: readonly LoadError[];
}

/**
 * Keeps what a COPY has done.
 *
 * @returns the COPY's number, as in the views' query_id.
 */
export async function recordLoad(connection: DuckDBConnection, report: LoadReport): Promise<number> {
  const [[id] = []] = (await connection.runAndReadAll(`SELECT nextval('${catalogSchema}.identifiers')`)).getRows();
  const queryId = Number(id);
  const bytes = report.objects.reduce((sum, object) => sum + object.bytes, 0);
  await insertRows(connection, 'loads', [
    [
      queryId,
      report.userId ?? null,
      report.database,
      report.rows === undefined ? 'aborted' : 'completed',
      report.table,
      report.startedAt.toISOString().replace('Z', ''),
      new Date().toISOString().replace('Z', ''),
      report.source,
      report.format,
      report.rows ?? 0,
      report.objects.length,
      bytes,
      report.errors.length,
    ],
  ]);
  const files = report.objects.map((object) => [queryId, object.url, object.bytes]);
  await insertRows(connection, 'loaded_files', files);
  await insertRows(
    connection,
    'load_errors',
    report.errors.map((error) => errorRow(queryId, error)),
  );
  return queryId;
}

const longestRaw = 1024;

function errorRow(queryId: number, error: LoadError): DuckDBValue[] {
  const { column } = error;
  return [
    queryId,
    error.file,
    error.line,
    column?.name ?? null,
    column ? typeText(column.type).replace(/\(.*/, '') : null,
    column?.type.bytes === undefined ? null : String(column.type.bytes),
    error.position,
    // As the service does: a long line is cut, and what is no UTF-8 is a point.
    printable(error.rawLine),
    printable(error.rawField),
    error.code,
    error.message,
  ];
}

function printable(text: string): string {
  return text.slice(0, longestRaw).replaceAll(/[\ud800-\udfff]/gu, '.');
}

const rowsAtOnce = 500;

async function insertRows(connection: DuckDBConnection, table: string, rows: DuckDBValue[][]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const some = rows.slice(at, at + rowsAtOnce);
    const places = some.map(
      (row, index) => `(${row.map((_, field) => `$${index * row.length + field + 1}`).join(', ')})`,
    );
    await connection.run(`INSERT INTO ${catalogSchema}.${table} VALUES ${places.join(', ')}`, some.flat());
  }
}
