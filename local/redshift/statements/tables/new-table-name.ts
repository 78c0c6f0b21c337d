import { temporarySchema } from '../../database/duckdb-names.ts';
import { readNewName, readNewQualifiedName } from '../../syntax/reserved-words.ts';
import type { QualifiedName, TokenReader } from '../../syntax/token-reader.ts';

/** Takes CREATE [[LOCAL] TEMP[ORARY]] TABLE; true for a temporary one. */
export function takeCreateTable(reader: TokenReader): boolean {
  reader.expect('create');
  const isTemporary = takeTemporary(reader);
  reader.expect('table');
  return isTemporary;
}

/** Takes [LOCAL] TEMP[ORARY] when it comes next. */
export function takeTemporary(reader: TokenReader): boolean {
  const isLocal = reader.take('local');
  if (reader.take('temp') || reader.take('temporary')) return true;
  return isLocal ? reader.fail() : false;
}

/** The name of a table that is to be made; one that begins with # is a temporary table's. */
export function readNewTableName(reader: TokenReader, isTemporary: boolean): QualifiedName {
  const isHash = reader.peek()?.value.startsWith('#') === true;
  if (!isTemporary && !isHash) return readNewQualifiedName(reader);
  return { schema: temporarySchema, name: readNewName(reader) };
}
