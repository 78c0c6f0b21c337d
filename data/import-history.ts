import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse';
import { checkHeader, checkRecord } from './check-record.ts';
import { csvLine } from './csv-line.ts';
import { historyColumns } from './history-columns.ts';
import { HistoryCsvError } from './history-csv-error.ts';
import { replaceFile } from './replace-file.ts';

/** What to read and where to write it; `onProgress` is told how much is done, 0 to 1. */
export interface ImportHistoryOptions {
  readonly source: string;
  readonly target: string;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** What an import found. */
export interface ImportedHistory {
  readonly rows: number;
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly bytes: number; readonly lines: number };
}

const reportRows = 1000;

/** Longer records come from a quote that is never closed; they would fill the memory. */
const longestRecord = 64 * 1024;

/**
 * Checks a user's CSV against every rule of the loan history and writes it in the canonical form: columns in order,
 * no byte order mark, LF, numbers and booleans in one spelling. Nothing is written unless every row passes.
 *
 * @throws HistoryCsvError naming file, line and column of the first thing that is wrong.
 */
export async function importHistory({ source, target, onProgress }: ImportHistoryOptions): Promise<ImportedHistory> {
  const bytes = await sizeOf(source);
  let rows = 0;
  async function* canonicalLines(): AsyncGenerator<string> {
    yield csvLine(historyColumns);
    let order: readonly string[] | undefined;
    for await (const { record, info } of readRecords(source)) {
      const position = { file: source, line: info.lines };
      if (!order) {
        order = checkHeader(record, position);
        continue;
      }
      yield csvLine(checkRecord(record, order, position));
      rows += 1;
      if (rows % reportRows === 0) onProgress?.(Math.min(1, info.bytes / bytes));
    }
    if (rows === 0) throw new HistoryCsvError({ file: source }, order ? 'has a header but no rows' : 'is empty');
  }
  await replaceFile(target, canonicalLines());
  return { rows };
}

async function sizeOf(file: string): Promise<number> {
  try {
    const stats = await stat(file);
    if (stats.isDirectory()) throw new HistoryCsvError({ file }, 'is a folder, not a CSV file');
    return stats.size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new HistoryCsvError({ file }, 'there is no such file', { cause: error });
    throw error;
  }
}

async function* readRecords(file: string): AsyncGenerator<ParsedRecord> {
  const parser = parse({
    bom: true,
    info: true,
    max_record_size: longestRecord,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const input = createReadStream(file);
  input.on('error', (error) => parser.destroy(error));
  try {
    for await (const parsed of input.pipe(parser)) yield parsed as ParsedRecord;
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(file, error);
    throw error;
  } finally {
    input.destroy();
  }
}

function unreadable(file: string, error: CsvError): HistoryCsvError {
  const line = 'lines' in error ? Number(error.lines) : undefined;
  return new HistoryCsvError({ file, line }, error.message, { cause: error });
}
