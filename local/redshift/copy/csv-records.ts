import { createReadStream } from 'node:fs';

/** One record of a CSV file and the line, from 1, that it begins on. */
export interface CsvRecord {
  readonly fields: readonly string[];
  readonly line: number;
}

/** A batch of records and how much of the file is read. */
export interface CsvBatch {
  readonly records: readonly CsvRecord[];
  readonly bytesRead: number;
}

/** A file is no CSV; the line counts from 1. */
export class CsvFormatError extends Error {
  override readonly name = 'CsvFormatError';
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

/** How fields are told apart. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly quote: string;
}

const batchBytes = 256 * 1024;

/**
 * Reads a UTF-8 file record by record, https://www.rfc-editor.org/rfc/rfc4180. Records come in batches: an await for
 * each one would cost more than the parsing.
 *
 * @throws CsvFormatError at bytes that are no UTF-8 and at quotes that do not match.
 */
export async function* readCsvRecords(path: string, dialect: CsvDialect): AsyncGenerator<CsvBatch> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let line = 1;
  let bytesRead = 0;
  const parse = (text: string, isLast: boolean): CsvRecord[] => {
    const parsed = parseRecords(text, line, isLast, dialect);
    rest = text.slice(parsed.end);
    line = parsed.line;
    return parsed.records;
  };
  const decode = (chunk?: Buffer) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (error) {
      if (error instanceof TypeError)
        throw new CsvFormatError(line, 'String contains invalid or unsupported UTF8 codepoints');
      throw error;
    }
  };
  for await (const chunk of createReadStream(path, { highWaterMark: batchBytes })) {
    bytesRead += chunk.length;
    yield { records: parse(rest + decode(chunk), false), bytesRead };
  }
  yield { records: parse(rest + decode(), true), bytesRead };
}

interface Parsed {
  readonly records: CsvRecord[];
  /** Where the first record begins that the text does not hold whole. */
  readonly end: number;
  readonly line: number;
}

function parseRecords(text: string, firstLine: number, isLast: boolean, dialect: CsvDialect): Parsed {
  const records: CsvRecord[] = [];
  let line = firstLine;
  let start = 0;
  while (start < text.length) {
    const record = recordAt(text, start, line, isLast, dialect);
    if (!record) break;
    records.push({ fields: record.fields, line });
    line += record.lines;
    start = record.end;
  }
  return { records, end: start, line };
}

interface RecordAt {
  readonly fields: readonly string[];
  readonly end: number;
  readonly lines: number;
}

/** The record that begins at `start`; undefined when the text ends within it. */
function recordAt(
  text: string,
  start: number,
  line: number,
  isLast: boolean,
  dialect: CsvDialect,
): RecordAt | undefined {
  const newline = text.indexOf('\n', start);
  if (newline < 0 && !isLast) return undefined;
  const end = newline < 0 ? text.length : newline;
  const content = text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
  if (!content.includes(dialect.quote)) return { fields: content.split(dialect.delimiter), end: end + 1, lines: 1 };
  return quotedRecordAt(text, start, line, isLast, dialect);
}

function quotedRecordAt(text: string, start: number, line: number, isLast: boolean, dialect: CsvDialect) {
  const { delimiter, quote } = dialect;
  const fields: string[] = [];
  let at = start;
  let lines = 1;
  for (;;) {
    let field: string;
    if (text[at] === quote) {
      const close = closingQuote(text, at + 1, quote);
      if (close < 0 && !isLast) return undefined;
      if (close < 0) throw new CsvFormatError(line, 'Invalid quote formatting for CSV: a quote is not closed');
      field = text.slice(at + 1, close).replaceAll(quote + quote, quote);
      lines += text.slice(at, close).split('\n').length - 1;
      at = close + 1;
    } else {
      const end = fieldEnd(text, at, delimiter);
      field = text.slice(at, end);
      at = end;
    }
    fields.push(field);
    if (text[at] === '\r') at += 1;
    if (at >= text.length) return isLast ? { fields, end: at, lines } : undefined;
    if (text[at] === '\n') return { fields, end: at + 1, lines };
    if (text[at] !== delimiter)
      throw new CsvFormatError(line, 'Invalid quote formatting for CSV: text after a closing quote');
    at += 1;
  }
}

function closingQuote(text: string, from: number, quote: string): number {
  let at = text.indexOf(quote, from);
  while (at >= 0 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
  return at;
}

function fieldEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}
