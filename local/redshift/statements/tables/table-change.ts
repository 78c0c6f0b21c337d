import { SqlError } from '../../engine.ts';
import { readNewName } from '../../syntax/reserved-words.ts';
import type { TokenReader } from '../../syntax/token-reader.ts';
import { isWord } from '../../syntax/tokens.ts';
import { type DataType, readDataType } from '../../tables/data-type.ts';
import { readColumnNames } from '../../tables/read-attributes.ts';
import { type ColumnDefinition, readColumn } from '../../tables/read-column.ts';
import { readTableConstraint } from '../../tables/read-table-items.ts';
import type { TableAttributes, TableConstraint } from '../../tables/table-description.ts';

/** What an ALTER TABLE asks for. */
export type TableChange =
  | { readonly kind: 'add column'; readonly definition: ColumnDefinition }
  | { readonly kind: 'drop column'; readonly column: string; readonly isCascade: boolean }
  | { readonly kind: 'rename column'; readonly column: string; readonly name: string }
  | { readonly kind: 'retype column'; readonly column: string; readonly type: DataType }
  | { readonly kind: 'encode column'; readonly column: string; readonly encoding: string }
  | { readonly kind: 'add constraint'; readonly constraint: TableConstraint }
  | { readonly kind: 'drop constraint'; readonly name: string }
  | { readonly kind: 'set attributes'; readonly attributes: TableAttributes }
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'set owner'; readonly owner: string };

/** Actions on external tables, rows of other tables and row-level policies. */
const notSupported = ['append', 'row', 'set', 'partition'];

/**
 * Reads one action of ALTER TABLE.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
 * @throws SqlError at an action that Redshift or the local engine does not have.
 */
export function readTableChange(reader: TokenReader, table: string): TableChange {
  const word = notSupported.find((candidate) => isWord(reader.peek(), candidate));
  if (word !== undefined) {
    throw new SqlError(`ERROR: ALTER TABLE ${word.toUpperCase()} is not supported by the local engine`);
  }
  if (reader.take('owner', 'to')) return { kind: 'set owner', owner: reader.grantee() };
  if (reader.take('rename', 'to')) return { kind: 'rename', name: readNewName(reader) };
  if (reader.take('rename')) {
    reader.take('column');
    const column = reader.name();
    reader.expect('to');
    return { kind: 'rename column', column, name: readNewName(reader) };
  }
  if (reader.take('add')) return readAddition(reader, table);
  if (reader.take('drop')) return readRemoval(reader);
  reader.expect('alter');
  return readAlteration(reader, table);
}

function readAddition(reader: TokenReader, table: string): TableChange {
  const constraint = readTableConstraint(reader);
  if (constraint) return { kind: 'add constraint', constraint };
  reader.take('column');
  const definition = readColumn(reader, table);
  const { column, constraints, isDistKey, isSortKey } = definition;
  if (column.identity || constraints.length > 0 || isDistKey || isSortKey) {
    throw new SqlError('ERROR: ALTER TABLE ADD COLUMN takes no key and no IDENTITY');
  }
  if (!column.isNullable && column.defaultText === undefined) {
    throw new SqlError('ERROR: ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression');
  }
  return { kind: 'add column', definition };
}

function readRemoval(reader: TokenReader): TableChange {
  if (reader.take('constraint')) {
    const name = reader.name();
    if (!reader.take('cascade')) reader.take('restrict');
    return { kind: 'drop constraint', name };
  }
  reader.take('column');
  const column = reader.name();
  const isCascade = reader.take('cascade');
  if (!isCascade) reader.take('restrict');
  return { kind: 'drop column', column, isCascade };
}

function readAlteration(reader: TokenReader, table: string): TableChange {
  if (reader.take('encode', 'auto') || reader.take('sortkey', 'auto'))
    return { kind: 'set attributes', attributes: {} };
  if (reader.take('sortkey', 'none')) return { kind: 'set attributes', attributes: { sortKeys: [] } };
  if (reader.take('distkey')) return { kind: 'set attributes', attributes: readDistKey(reader) };
  if (reader.take('diststyle')) {
    const style = (['auto', 'even', 'all'] as const).find((candidate) => reader.take(candidate));
    if (style !== undefined) return { kind: 'set attributes', attributes: { distStyle: style } };
    reader.expect('key', 'distkey');
    return { kind: 'set attributes', attributes: readDistKey(reader) };
  }
  const isCompound = reader.take('compound');
  if (reader.take('sortkey')) return { kind: 'set attributes', attributes: { sortKeys: readColumnNames(reader) } };
  if (isCompound) reader.fail();
  if (isWord(reader.peek(), 'autorefresh')) {
    throw new SqlError('ERROR: ALTER TABLE ALTER AUTOREFRESH is not supported by the local engine');
  }
  reader.expect('column');
  const column = reader.name();
  if (reader.take('encode')) return { kind: 'encode column', column, encoding: reader.name() };
  reader.expect('type');
  return { kind: 'retype column', column, type: readDataType(reader, `${table}.${column}`) };
}

function readDistKey(reader: TokenReader): TableAttributes {
  return { distStyle: 'key', distKey: reader.name() };
}
