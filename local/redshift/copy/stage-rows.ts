import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBAppender,
  DuckDBDataChunk,
  type DuckDBType,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import type { BucketObject } from './bucket-objects.ts';
import type { CopyOptions } from './copy-options.ts';
import { type CsvBatch, CsvFormatError, readCsvRecords } from './csv-records.ts';
import { type FieldParser, type FieldValue, fieldParser, LoadFieldError } from './parse-field.ts';
import type { TableColumn } from './table-columns.ts';

/** Where a load failed and why; column is undefined when the line as a whole is wrong. */
export interface LoadError {
  readonly file: string;
  readonly line: number;
  readonly column: TableColumn | undefined;
  readonly code: number;
  readonly message: string;
}

/** The load stopped at a line. */
export class LoadStoppedError extends Error {
  override readonly name = 'LoadStoppedError';
  constructor(readonly detail: LoadError) {
    super(detail.message);
  }
}

/** DuckDB's types for what `fieldParser` gives; the rest is text that the database casts. */
const stagingTypes: Readonly<Record<string, DuckDBType>> = {
  BOOLEAN,
  SMALLINT: INTEGER,
  INTEGER,
  BIGINT,
  DOUBLE,
  FLOAT: DOUBLE,
};
const chunkRows = 2048;

/** The type that a column has while it is staged. */
export function stagingType(column: TableColumn): DuckDBType {
  return stagingTypes[column.type] ?? VARCHAR;
}

/** How a load goes on: called after every chunk with the rows so far and about how many there will be. */
export type ReportRows = (done: number, total: number) => void;

/**
 * Reads a CSV object into the appender, strictly.
 *
 * @returns number of rows.
 * @throws LoadStoppedError at the first line that does not fit.
 */
export async function stageRows(
  object: BucketObject,
  columns: readonly TableColumn[],
  options: CopyOptions,
  appender: DuckDBAppender,
  report: ReportRows,
): Promise<number> {
  const parsers = columns.map((column) => fieldParser(column, options));
  const types = columns.map(stagingType);
  let rows: FieldValue[][] = [];
  let done = 0;
  const flush = (bytesRead: number) => {
    const chunk = DuckDBDataChunk.create(types, rows.length);
    chunk.setRows(rows);
    appender.appendDataChunk(chunk);
    done += rows.length;
    rows = [];
    report(done, Math.max(done, Math.round((done * object.bytes) / Math.max(bytesRead, 1))));
  };
  let headerLines = options.headerLines;
  for await (const { records, bytesRead } of readBatches(object, options)) {
    for (const { fields, line } of records.slice(headerLines)) {
      rows.push(parseRecord(fields, line, object, columns, parsers));
      if (rows.length === chunkRows) flush(bytesRead);
    }
    headerLines = Math.max(0, headerLines - records.length);
  }
  if (rows.length > 0) flush(object.bytes);
  return done;
}

async function* readBatches(object: BucketObject, options: CopyOptions): AsyncGenerator<CsvBatch> {
  try {
    yield* readCsvRecords(object.path, options);
  } catch (error) {
    if (!(error instanceof CsvFormatError)) throw error;
    const { line, message } = error;
    throw new LoadStoppedError({ file: object.url, line, column: undefined, code: 1214, message });
  }
}

function parseRecord(
  record: readonly string[],
  line: number,
  object: BucketObject,
  columns: readonly TableColumn[],
  parsers: readonly FieldParser[],
): FieldValue[] {
  const fail = (code: number, message: string, column?: TableColumn) =>
    new LoadStoppedError({ file: object.url, line, column, code, message });
  if (record.length > columns.length) throw fail(1202, 'Extra column(s) found');
  if (record.length < columns.length) throw fail(1214, 'Delimiter not found', columns[record.length]);
  return parsers.map((parse, index) => {
    try {
      return parse(record[index] ?? '');
    } catch (error) {
      if (error instanceof LoadFieldError) throw fail(error.code, error.message, columns[index]);
      throw error;
    }
  });
}
