import { CsvError, type CsvErrorCode, parse } from 'csv-parse/browser/esm/sync';

/** One record of a CSV and the line it ends on, the first being 1. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A line whose quotes are misplaced, and the cell (from 0) where that was noticed. */
export interface UnreadableLine {
  readonly line: number;
  readonly cell: number;
  readonly problem: string;
}

/** With more of them the text is no CSV. */
const mostUnreadable = 200;

/** So many characters are parsed at a time, since what stands behind a misplaced quote is parsed again. */
const blockLength = 65_536;

/** A longer record comes from a quote that is never closed; it would take in the rest of the file. */
const longestRecord = 4096;

const problems: { readonly [Code in CsvErrorCode]?: string } = {
  CSV_QUOTE_NOT_CLOSED: 'has a quote that is never closed',
  CSV_MAX_RECORD_SIZE: `makes the row longer than ${longestRecord} characters; a quote may be missing`,
  CSV_INVALID_CLOSING_QUOTE: 'has text behind a closing quote',
  INVALID_OPENING_QUOTE: 'has a quote inside a value that is not quoted',
};

/**
 * Reads a CSV, separated by commas, semicolons or tabs as its first line is; blank lines are left out. After a line that
 * cannot be read it goes on with the next.
 *
 * @throws Error when too many lines cannot be read.
 */
export function readRecords(text: string): readonly (CsvRecord | UnreadableLine)[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const delimiter = delimiterOf(lines.find((line) => !isBlank(line)) ?? '');
  const found: (CsvRecord | UnreadableLine)[] = [];
  let unreadable = 0;
  let start = 0;
  while (start < lines.length) {
    const end = endOfBlock(lines, start);
    const { records, error } = parseLines(lines, { start, end, delimiter });
    for (const record of records) found.push(record);
    if (!error) {
      start = end;
      continue;
    }
    // The record that failed begins behind the last good one, or where the parser began.
    let failed = records.at(-1)?.line ?? start;
    while (isBlank(lines[failed] ?? 'end')) failed++;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED' && end < lines.length && failed > start) {
      // The quote may be closed in the next block.
      start = failed;
      continue;
    }
    if (++unreadable > mostUnreadable) throw new Error(`Quotes are misplaced in more than ${mostUnreadable} lines.`);
    found.push({ line: failed + 1, cell: Number(error.column), problem: problems[error.code] ?? error.message });
    start = failed + 1;
  }
  return found;
}

/** A spreadsheet leaves lines of separators behind the last row. */
const isBlank = (line: string): boolean => /^[\s,;]*$/.test(line);

function endOfBlock(lines: readonly string[], start: number): number {
  let end = start;
  for (let length = 0; length < blockLength && end < lines.length; end++) length += (lines[end]?.length ?? 0) + 1;
  return end;
}

interface Block {
  readonly start: number;
  readonly end: number;
  readonly delimiter: string;
}

function parseLines(lines: readonly string[], { start, end, delimiter }: Block) {
  const records: CsvRecord[] = [];
  try {
    parse(lines.slice(start, end).join('\n'), {
      delimiter,
      max_record_size: longestRecord,
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      // An error discards what the parser would return, so each record is taken as it comes.
      on_record: (record: readonly string[], { lines: line }) => {
        records.push({ line: start + line, cells: record });
        return null;
      },
    });
    return { records, error: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records, error };
  }
}

/** The separator of which the header has most: rows pasted from a spreadsheet have tabs. */
function delimiterOf(header: string): string {
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}
