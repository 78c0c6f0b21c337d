import type { TableColumn } from '../tables/table-description.ts';
import { type JsonPath, jsonValueAt } from './json-paths.ts';
import { jsonMembers, jsonValueEnd, skipWhite } from './json-text.ts';
import { LoadFieldError, type LoadRecord, type RecordParser } from './load-record.ts';

/** How JSON finds its columns: by name, as a whole, or by one path for each column. */
export type JsonMapping = 'auto' | 'auto ignorecase' | 'noshred' | readonly JsonPath[];

/** Makes the parser of JSON objects and arrays that stand one after another, with white space between them. */
export function jsonParser(columns: readonly TableColumn[], mapping: JsonMapping): RecordParser {
  const toFields = fieldReader(columns, mapping);
  return (text, firstLine, isLast) => {
    const records: LoadRecord[] = [];
    let line = firstLine;
    let at = 0;
    for (;;) {
      const start = skipWhite(text, at);
      if (start >= text.length) return { records, end: text.length, line: line + countLines(text, at, text.length) };
      const isRecord = text[start] === '{' || text[start] === '[';
      const end = isRecord ? jsonValueEnd(text, start) : lineEnd(text, start, isLast);
      if (end === undefined && !isLast) return { records, end: at, line };
      const stop = end ?? text.length;
      line += countLines(text, at, stop);
      records.push(toRecord(text.slice(start, stop), line, end !== undefined && isRecord, toFields));
      at = stop;
    }
  };
}

type FieldReader = (text: string) => Array<string | null>;

function toRecord(raw: string, line: number, isWhole: boolean, toFields: FieldReader): LoadRecord {
  const fail = (error: LoadFieldError): LoadRecord => ({ line, raw, fields: [], error });
  if (!isWhole) return fail(new LoadFieldError(1216, 'Invalid JSON: an object or an array is expected'));
  try {
    JSON.parse(raw);
    return { line, raw, fields: toFields(raw) };
  } catch (error) {
    if (error instanceof LoadFieldError) return fail(error);
    if (error instanceof SyntaxError) return fail(new LoadFieldError(1216, `Invalid JSON: ${error.message}`));
    throw error;
  }
}

function fieldReader(columns: readonly TableColumn[], mapping: JsonMapping): FieldReader {
  if (mapping === 'noshred') return (text) => [text];
  if (typeof mapping !== 'string') {
    return (text) => mapping.map((path, index) => toField(jsonValueAt(text, path), columns[index]));
  }
  const fold = mapping === 'auto' ? (name: string) => name : (name: string) => name.toLowerCase();
  return (text) => {
    if (!text.startsWith('{')) throw new LoadFieldError(1216, 'Invalid JSON: an array needs a JSONPaths file');
    const members = new Map([...jsonMembers(text)].map(([name, value]) => [fold(name), value]));
    return columns.map((column) => toField(members.get(column.name), column));
  };
}

/** A SUPER keeps its JSON; another column gets a string's content, or the JSON of what is no string. */
function toField(text: string | undefined, column: TableColumn | undefined): string | null {
  if (text === undefined || text === 'null') return null;
  return text.startsWith('"') && column?.type.name !== 'super' ? JSON.parse(text) : text;
}

function lineEnd(text: string, at: number, isLast: boolean): number | undefined {
  const newline = text.indexOf('\n', at);
  return newline < 0 && isLast ? text.length : newline < 0 ? undefined : newline;
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
