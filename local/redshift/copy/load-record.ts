/** A record or a field cannot be loaded; code and message are those of sys_load_error_detail. */
export class LoadFieldError extends Error {
  override readonly name = 'LoadFieldError';
  constructor(
    /** https://docs.aws.amazon.com/redshift/latest/dg/r_Load_Error_Reference.html. */
    readonly code: number,
    message: string,
    /** Characters of the field before the error. */
    readonly position = 0,
  ) {
    super(message);
  }
}

/** One record of an object; a field is null when the format itself says so, as JSON does. */
export interface LoadRecord {
  /** Counted from 1. */
  readonly line: number;
  readonly raw: string;
  readonly fields: ReadonlyArray<string | null>;
  /** Why the record has no fields. */
  readonly error?: LoadFieldError;
}

/** What a parser has found in a text, up to the first record that the text does not hold whole. */
export interface ParsedRecords {
  readonly records: readonly LoadRecord[];
  readonly end: number;
  /** The line that stands at `end`. */
  readonly line: number;
}

/**
 * Cuts a text into records; `line` is that of the text's beginning. It is called again with what it left and more, and
 * may leave nothing once the text `isLast`.
 */
export type RecordParser = (text: string, line: number, isLast: boolean) => ParsedRecords;

/** A record as it stands in a text. */
export interface RecordAt {
  readonly fields: readonly string[];
  /** Behind the newline; behind the text's end when there is none. */
  readonly end: number;
  readonly lines: number;
  readonly error?: LoadFieldError;
}

/** Makes a parser of what reads the record that begins at `start`, undefined when the text ends within it. */
export function parseRecords(
  readRecord: (text: string, start: number, isLast: boolean) => RecordAt | undefined,
): RecordParser {
  return (text, firstLine, isLast) => {
    const records: LoadRecord[] = [];
    let line = firstLine;
    let at = 0;
    while (at < text.length) {
      const record = readRecord(text, at, isLast);
      if (!record) break;
      const raw = text.slice(at, record.end - 1);
      records.push({ line, raw, fields: record.fields, ...(record.error && { error: record.error }) });
      line += record.lines;
      at = record.end;
    }
    return { records, end: Math.min(at, text.length), line };
  };
}
