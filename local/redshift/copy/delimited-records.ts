import type { CopyFormat } from './copy-options.ts';
import { LoadFieldError, parseRecords, type RecordAt, type RecordParser } from './load-record.ts';

type Delimited = Extract<CopyFormat, { kind: 'delimited' }>;

/** Makes the parser of delimited text, the format that COPY reads unless it is told another. */
export function delimitedParser(format: Delimited): RecordParser {
  const read = format.isEscaped || format.removesQuotes ? specialRecordAt : plainRecordAt;
  return parseRecords((text, start, isLast) => {
    const record = read(text, start, format);
    return record.end > text.length && !isLast ? undefined : record;
  });
}

function plainRecordAt(text: string, start: number, { delimiter }: Delimited): RecordAt {
  const newline = text.indexOf('\n', start);
  const end = newline < 0 ? text.length : newline;
  const content = text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
  return { fields: content.split(delimiter), end: end + 1, lines: 1 };
}

/** A record with escaped characters, or with quotes to be removed. */
function specialRecordAt(text: string, start: number, format: Delimited): RecordAt {
  const fields: string[] = [];
  let at = start;
  let lines = 1;
  for (;;) {
    const field = fieldAt(text, at, format);
    fields.push(field.value);
    lines += field.lines;
    at = field.end;
    if (field.error || text[at] !== format.delimiter) break;
    at += 1;
  }
  const error = fields.length > 0 ? quoteError(text, at) : undefined;
  if (!error) return { fields, end: at + 1, lines };
  const newline = text.indexOf('\n', at);
  return { fields: [], end: newline < 0 ? text.length + 1 : newline + 1, lines, error };
}

/** A field ends at a delimiter or a newline; anything else was left by a quote that has no partner. */
function quoteError(text: string, at: number): LoadFieldError | undefined {
  if (at >= text.length || text[at] === '\n') return undefined;
  return new LoadFieldError(1214, 'Delimited value missing end quote');
}

interface FieldAt {
  readonly value: string;
  readonly end: number;
  readonly lines: number;
  readonly error?: boolean;
}

function fieldAt(text: string, start: number, format: Delimited): FieldAt {
  const opening = text[start];
  const quote = format.removesQuotes && (opening === '"' || opening === "'") ? opening : undefined;
  let value = '';
  let lines = 0;
  let at = quote === undefined ? start : start + 1;
  for (; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\' && format.isEscaped) {
      at += 1;
      const escaped = text[at] ?? '';
      // The null string is \N, escaped or not.
      value += escaped === 'N' ? '\\N' : escaped;
      if (escaped === '\n') lines += 1;
      continue;
    }
    if (quote === undefined && (character === format.delimiter || character === '\n')) break;
    if (quote === undefined && character === '\r' && (text[at + 1] ?? '\n') === '\n') {
      at += 1;
      break;
    }
    if (character === '\n') return { value, end: start, lines, error: true };
    if (character === quote) return { value, end: at + 1, lines };
    value += character;
  }
  return quote === undefined ? { value, end: at, lines } : { value, end: start, lines, error: true };
}
