import type { QualifiedName, TokenReader } from '../syntax/token-reader.ts';
import { isSymbol, isWord } from '../syntax/tokens.ts';
import { readColumnNames } from './read-attributes.ts';
import { type ColumnDefinition, readColumn, readReference } from './read-column.ts';
import type { TableConstraint } from './table-description.ts';

/** What stands between two commas of a CREATE TABLE. */
export type TableItem =
  | { readonly kind: 'column'; readonly definition: ColumnDefinition }
  | { readonly kind: 'constraint'; readonly constraint: TableConstraint }
  | { readonly kind: 'like'; readonly parent: QualifiedName; readonly withDefaults: boolean };

/** Reads the parentheses of a CREATE TABLE; `table` is for the messages. */
export function readTableItems(reader: TokenReader, table: string): TableItem[] {
  reader.expectSymbol('(');
  const items = [readItem(reader, table)];
  while (reader.takeSymbol(',')) items.push(readItem(reader, table));
  reader.expectSymbol(')');
  return items;
}

function readItem(reader: TokenReader, table: string): TableItem {
  if (reader.take('like')) {
    const parent = reader.qualifiedName();
    const withDefaults = reader.take('including', 'defaults');
    if (!withDefaults) reader.take('excluding', 'defaults');
    return { kind: 'like', parent, withDefaults };
  }
  const constraint = readTableConstraint(reader);
  return constraint ? { kind: 'constraint', constraint } : { kind: 'column', definition: readColumn(reader, table) };
}

/** Reads a table's constraint when one comes next. */
export function readTableConstraint(reader: TokenReader): TableConstraint | undefined {
  const named = reader.take('constraint') ? { name: reader.name() } : {};
  if (isWord(reader.peek(), 'primary') && isWord(reader.peek(1), 'key')) {
    reader.expect('primary', 'key');
    return { kind: 'primary key', ...named, columns: readColumnNames(reader) };
  }
  if (isWord(reader.peek(), 'unique') && isSymbol(reader.peek(1), '(')) {
    reader.expect('unique');
    return { kind: 'unique', ...named, columns: readColumnNames(reader) };
  }
  if (reader.take('foreign', 'key')) {
    const columns = readColumnNames(reader);
    reader.expect('references');
    return { kind: 'foreign key', ...named, columns, references: readReference(reader) };
  }
  return 'name' in named ? reader.fail() : undefined;
}
