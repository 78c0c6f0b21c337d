import { SqlError } from '../engine.ts';
import type { TokenReader } from '../syntax/token-reader.ts';
import type { TableAttributes, TableColumn } from './table-description.ts';

const distStyles = ['auto', 'even', 'key', 'all'] as const;
/** https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_usage.html */
const maximumSortKeys = 400;

/**
 * Reads BACKUP, DISTSTYLE, DISTKEY, SORTKEY and ENCODE AUTO behind a table's columns, in any order.
 *
 * @param own what the columns themselves have said; the table's word goes before it.
 * @throws SqlError at an attribute that comes twice or goes against another one.
 */
export function readTableAttributes(reader: TokenReader, own: TableAttributes = {}): TableAttributes {
  let said: TableAttributes = {};
  for (let change = readAttribute(reader); change; change = readAttribute(reader)) {
    if (Object.keys(change).some((name) => name in said)) {
      throw new SqlError('ERROR: conflicting or redundant attributes of the table');
    }
    said = { ...said, ...change };
  }
  const attributes = { ...own, ...said };
  if (attributes.distKey !== undefined && (attributes.distStyle ?? 'key') !== 'key') {
    throw new SqlError('ERROR: DISTKEY is allowed with DISTSTYLE KEY only');
  }
  if (attributes.distStyle === 'key' && attributes.distKey === undefined) {
    throw new SqlError('ERROR: DISTSTYLE KEY needs a DISTKEY column');
  }
  return attributes;
}

function readAttribute(reader: TokenReader): TableAttributes | undefined {
  if (reader.take('diststyle')) {
    const style = distStyles.find((word) => reader.take(word));
    return style === undefined ? reader.fail() : { distStyle: style };
  }
  if (reader.take('backup')) {
    if (!reader.take('yes')) reader.expect('no');
    return {};
  }
  if (reader.take('encode')) {
    reader.expect('auto');
    return {};
  }
  if (reader.take('distkey')) {
    const columns = readColumnNames(reader);
    return columns.length === 1 && columns[0] !== undefined ? { distKey: columns[0] } : reader.fail();
  }
  const isInterleaved = reader.take('interleaved');
  if (isInterleaved || reader.take('compound')) reader.expect('sortkey');
  else if (!reader.take('sortkey')) return undefined;
  else if (reader.take('auto')) return {};
  const sortKeys = readColumnNames(reader);
  if (sortKeys.length > maximumSortKeys) {
    throw new SqlError(`ERROR: a table can have at most ${maximumSortKeys} SORTKEY columns`);
  }
  return isInterleaved ? { sortKeys, isInterleaved } : { sortKeys };
}

/** `(a, b)`. */
export function readColumnNames(reader: TokenReader): string[] {
  reader.expectSymbol('(');
  const names = [reader.name()];
  while (reader.takeSymbol(',')) names.push(reader.name());
  reader.expectSymbol(')');
  return names;
}

/** @throws SqlError at the first name that no column has, or that comes twice. */
export function requireKeyColumns(names: readonly string[], columns: readonly TableColumn[]): void {
  for (const [at, name] of names.entries()) {
    if (!columns.some((column) => column.name === name)) {
      throw new SqlError(`ERROR: column "${name}" named in key does not exist`);
    }
    if (names.indexOf(name) < at) throw new SqlError(`ERROR: column "${name}" appears twice in a key`);
  }
}
