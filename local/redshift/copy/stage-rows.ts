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
import type { TableColumn } from '../tables/table-description.ts';
import type { BucketObject } from './bucket-objects.ts';
import type { CopyOptions } from './copy-options.ts';
import { type LoadError, LoadFailedError } from './load-error.ts';
import { LoadFieldError, type LoadRecord, type RecordParser } from './load-record.ts';
import { type FieldParser, type FieldValue, fieldParser } from './parse-field.ts';
import { readRecords } from './read-records.ts';

/** DuckDB's types for what `fieldParser` gives; the rest is text that the database casts. */
const stagingTypes: Readonly<Record<string, DuckDBType>> = {
  boolean: BOOLEAN,
  smallint: INTEGER,
  integer: INTEGER,
  bigint: BIGINT,
  'double precision': DOUBLE,
  real: DOUBLE,
};
const chunkRows = 2048;

/** The type that a column has while it is staged. */
export function stagingType(column: TableColumn): DuckDBType {
  return stagingTypes[column.type.name] ?? VARCHAR;
}

/** How a load goes on: called after every chunk with the rows so far and about how many there will be. */
export type ReportRows = (done: number, total: number) => void;

/** A load of text under way. */
export interface Staging {
  readonly columns: readonly TableColumn[];
  readonly options: CopyOptions;
  readonly parse: RecordParser;
  readonly appender: DuckDBAppender;
  /** Of all objects so far; grows until there are too many. */
  readonly errors: LoadError[];
}

/**
 * Reads an object into the appender, record by record.
 *
 * @returns number of rows.
 * @throws LoadFailedError when there are as many errors as MAXERROR says.
 */
export async function stageRows(object: BucketObject, staging: Staging, report: ReportRows): Promise<number> {
  const { columns, options, appender } = staging;
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
  for await (const { records, bytesRead } of readRecords(object, options, staging.parse)) {
    for (const record of records) {
      if (record.raw === '' && options.ignoresBlankLines) continue;
      const row = parseRecord(record, object, staging, parsers);
      if (row) rows.push(row);
      if (rows.length === chunkRows) flush(bytesRead);
    }
  }
  if (rows.length > 0) flush(object.bytes);
  return done;
}

/** The record's values; undefined when it has an error that the load can go on after. */
function parseRecord(
  record: LoadRecord,
  object: BucketObject,
  { columns, options, errors }: Staging,
  parsers: readonly FieldParser[],
): FieldValue[] | undefined {
  let at: number | undefined;
  try {
    const fields = fitFields(record, columns.length, options.fillsRecords);
    at = fields.length;
    if (at < columns.length) throw new LoadFieldError(1214, 'Delimiter not found');
    at = 0;
    const row: FieldValue[] = [];
    for (const parse of parsers) {
      row.push(parse(fields[at] ?? null));
      at += 1;
    }
    return row;
  } catch (error) {
    if (!(error instanceof LoadFieldError)) throw error;
    errors.push({
      file: object.url,
      line: record.line,
      column: at === undefined ? undefined : columns[at],
      position: error.position,
      rawLine: record.raw,
      rawField: at === undefined ? '' : (record.fields[at] ?? ''),
      code: error.code,
      message: error.message,
    });
    if (errors.length >= Math.max(1, options.maxErrors)) throw new LoadFailedError(errors);
    return undefined;
  }
}

/** @throws LoadFieldError when the record is malformed or has too many fields; a last delimiter opens no field. */
function fitFields(record: LoadRecord, count: number, fillsUp: boolean): ReadonlyArray<string | null> {
  const { fields, error } = record;
  if (error) throw error;
  if (fields.length === count) return fields;
  if (fields.length < count) return fillsUp ? [...fields, ...Array<string>(count - fields.length).fill('')] : fields;
  if (fields.length === count + 1 && fields.at(-1) === '') return fields.slice(0, count);
  throw new LoadFieldError(1202, 'Extra column(s) found');
}
