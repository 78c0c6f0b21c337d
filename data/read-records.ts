import { createReadStream } from 'node:fs';
import { CsvError, type CsvErrorCode, parse } from 'csv-parse';
import { HistoryCsvError } from './history-csv-error.ts';

/** One record of a CSV: its texts, the line it ends on, and how many bytes of the file have been read with it. */
export interface CsvRecord {
  readonly texts: readonly string[];
  readonly line: number;
  readonly bytes: number;
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number; readonly bytes: number };
}

/** A longer record comes from a quote that is never closed; it would take in the rest of the file. */
const longestRecord = 4096;

const problems: { readonly [Code in CsvErrorCode]?: string } = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  CSV_MAX_RECORD_SIZE: `the row has more than ${longestRecord} characters; a quote may be missing`,
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote',
  INVALID_OPENING_QUOTE: 'a quote stands inside a value that is not quoted',
};

/**
 * Reads a CSV of UTF-8 or, with a byte order mark, UTF-16 record by record; blank lines are left out.
 *
 * @throws HistoryCsvError when there is no such file, or a quote is misplaced.
 */
export async function* readRecords(file: string): AsyncGenerator<CsvRecord> {
  let header: readonly string[] | undefined;
  let last = { lines: 0, empty_lines: 0 };
  const parser = parse({
    bom: true,
    info: true,
    max_record_size: longestRecord,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    // Called as each record is parsed; parsed records wait in a buffer that an error discards.
    on_record: (parsed, info) => {
      // The types leave out that `info: true` wraps the record here too.
      header ??= recordOf(parsed);
      last = info;
      return parsed;
    },
  });
  const input = createReadStream(file);
  input.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of input.pipe(parser) as AsyncIterable<ParsedRecord>)
      yield { texts: record, line: info.lines, bytes: info.bytes };
  } catch (error) {
    throw readableError(file, error, last, header);
  } finally {
    input.destroy();
  }
}

function recordOf(parsed: object): readonly string[] | undefined {
  return 'record' in parsed && Array.isArray(parsed.record) ? parsed.record.map(String) : undefined;
}

function readableError(
  file: string,
  error: unknown,
  last: { lines: number; empty_lines: number },
  header: readonly string[] | undefined,
): unknown {
  if (error instanceof CsvError) {
    const line = last.lines + Number(error.empty_lines) - last.empty_lines + 1;
    const position = { file, line, column: header?.[Number(error.column)] };
    return new HistoryCsvError(position, problems[error.code] ?? error.message, { cause: error });
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new HistoryCsvError({ file }, 'there is no such file', { cause: error });
  if (code === 'EISDIR') return new HistoryCsvError({ file }, 'is a folder, not a CSV file', { cause: error });
  if (code === 'EACCES') return new HistoryCsvError({ file }, 'may not be read', { cause: error });
  return error;
}
