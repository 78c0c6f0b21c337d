import type { TableColumn } from '../tables/table-description.ts';
import type { CopyFormat } from './copy-options.ts';
import { csvParser } from './csv-records.ts';
import { delimitedParser } from './delimited-records.ts';
import { fixedWidthParser } from './fixed-width-records.ts';
import { readJsonPaths } from './json-paths.ts';
import { jsonParser } from './json-records.ts';
import type { RecordParser } from './load-record.ts';

/** Formats of text. */
export type TextFormat = Exclude<CopyFormat, { kind: 'parquet' }>;

/** Makes the parser of a format. */
export function recordParser(format: TextFormat, columns: readonly TableColumn[], bucketsFolder: string): RecordParser {
  if (format.kind === 'csv') return csvParser(format);
  if (format.kind === 'fixedwidth') return fixedWidthParser(format.widths);
  if (format.kind === 'delimited') return delimitedParser(format);
  const { mapping } = format;
  if (typeof mapping === 'string') return jsonParser(columns, mapping);
  return jsonParser(columns, readJsonPaths(bucketsFolder, mapping, columns.length) ?? 'auto');
}
