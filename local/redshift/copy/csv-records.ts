import type { CopyFormat } from './copy-options.ts';
import { LoadFieldError, parseRecords, type RecordAt, type RecordParser } from './load-record.ts';

type Csv = Extract<CopyFormat, { kind: 'csv' }>;

/** Makes the parser of CSV, https://www.rfc-editor.org/rfc/rfc4180, with white space around quotes. */
export function csvParser(format: Csv): RecordParser {
  return parseRecords((text, start, isLast) => recordAt(text, start, isLast, format));
}

/** The record that begins at `start`; undefined when the text ends within it. */
function recordAt(text: string, start: number, isLast: boolean, format: Csv): RecordAt | undefined {
  const newline = text.indexOf('\n', start);
  if (newline < 0 && !isLast) return undefined;
  const end = newline < 0 ? text.length : newline;
  const content = text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
  if (!content.includes(format.quote)) return { fields: content.split(format.delimiter), end: end + 1, lines: 1 };
  return quotedRecordAt(text, start, isLast, format);
}

function quotedRecordAt(text: string, start: number, isLast: boolean, format: Csv): RecordAt | undefined {
  const { delimiter, quote } = format;
  const fields: string[] = [];
  let at = start;
  let lines = 1;
  for (;;) {
    const open = skipBlanks(text, at, delimiter);
    if (text[open] === quote) {
      const close = closingQuote(text, open + 1, quote);
      if (close < 0) return isLast ? broken(text, start, 'a quote is not closed') : undefined;
      fields.push(text.slice(open + 1, close).replaceAll(quote + quote, quote));
      lines += text.slice(open, close).split('\n').length - 1;
      at = skipBlanks(text, close + 1, delimiter);
    } else {
      const end = fieldEnd(text, at, delimiter);
      fields.push(text.slice(at, end));
      at = end;
    }
    if (text[at] === '\r') at += 1;
    if (at >= text.length) return isLast ? { fields, end: at + 1, lines } : undefined;
    if (text[at] === '\n') return { fields, end: at + 1, lines };
    if (text[at] !== delimiter) return broken(text, start, 'text after a closing quote');
    at += 1;
  }
}

/** A record that is no CSV goes as far as its first line. */
function broken(text: string, start: number, reason: string): RecordAt {
  const newline = text.indexOf('\n', start);
  const error = new LoadFieldError(1214, `Invalid quote formatting for CSV: ${reason}`);
  return { fields: [], end: (newline < 0 ? text.length : newline) + 1, lines: 1, error };
}

function skipBlanks(text: string, from: number, delimiter: string): number {
  let at = from;
  while ((text[at] === ' ' || text[at] === '\t') && text[at] !== delimiter) at += 1;
  return at;
}

function closingQuote(text: string, from: number, quote: string): number {
  let at = text.indexOf(quote, from);
  while (at >= 0 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
  return at;
}

function fieldEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at += 1;
  return text[at - 1] === '\r' && text[at] !== delimiter && at > from ? at - 1 : at;
}
