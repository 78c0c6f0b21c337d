import { SqlError } from '../engine.ts';
import { quoteName } from '../syntax/tokens.ts';
import type { DataType } from './data-type.ts';
import { translateDefault } from './make-table.ts';
import { requireColumnNames } from './require-column-names.ts';
import type { TableColumn, TableDescription } from './table-description.ts';

/** A table that is to be made anew: its description, and for each column what fills it, in DuckDB's dialect. */
export interface RemadeTable {
  readonly description: TableDescription;
  readonly values: readonly string[];
}

/** @throws SqlError when the table has no such column. */
export function findColumn(table: TableDescription, name: string, relation: string): TableColumn {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new SqlError(`ERROR: column "${name}" of relation "${relation}" does not exist`);
  return column;
}

/** ADD COLUMN: the rows that are there get the default. */
export function addColumn(table: TableDescription, column: TableColumn, relation: string): RemadeTable {
  const names = table.columns.map(({ name }) => name);
  if (names.includes(column.name)) {
    throw new SqlError(`ERROR: column "${column.name}" of relation "${relation}" already exists`);
  }
  requireColumnNames([...names, column.name]);
  return {
    description: { ...table, columns: [...table.columns, column] },
    values: [...names.map(quoteName), column.defaultText === undefined ? 'NULL' : translateDefault(column.defaultText)],
  };
}

/** DROP COLUMN, which takes keys of the column along when it cascades. */
export function dropColumn(table: TableDescription, name: string, relation: string, isCascade: boolean): RemadeTable {
  findColumn(table, name, relation);
  const { distKey, sortKeys = [] } = table.attributes;
  if (table.columns.length === 1) throw new SqlError('ERROR: cannot drop the only column of a table');
  if (distKey === name) throw new SqlError(`ERROR: cannot drop distkey column "${name}"`);
  if (sortKeys.includes(name)) throw new SqlError(`ERROR: cannot drop sortkey column "${name}"`);
  const holds = (columns: readonly string[]) => columns.includes(name);
  if (!isCascade && table.constraints.some(({ columns }) => holds(columns))) {
    throw new SqlError(`ERROR: cannot drop table ${relation} column ${name} because other objects depend on it`);
  }
  const columns = table.columns.filter((column) => column.name !== name);
  const constraints = table.constraints.filter((constraint) => !holds(constraint.columns));
  return { description: { ...table, columns, constraints }, values: columns.map((column) => quoteName(column.name)) };
}

/** RENAME COLUMN, also in the table's keys. */
export function renameColumn(table: TableDescription, from: string, to: string, relation: string): RemadeTable {
  findColumn(table, from, relation);
  const names = table.columns.map(({ name }) => name);
  if (names.includes(to)) throw new SqlError(`ERROR: column "${to}" of relation "${relation}" already exists`);
  const renamed = (name: string) => (name === from ? to : name);
  requireColumnNames(names.map(renamed));
  const { distKey, sortKeys, ...attributes } = table.attributes;
  return {
    description: {
      ...table,
      columns: table.columns.map((column) => ({ ...column, name: renamed(column.name) })),
      constraints: table.constraints.map((key) => ({ ...key, columns: key.columns.map(renamed) })),
      attributes: {
        ...attributes,
        ...(distKey === undefined ? {} : { distKey: renamed(distKey) }),
        ...(sortKeys === undefined ? {} : { sortKeys: sortKeys.map(renamed) }),
      },
    },
    values: names.map(quoteName),
  };
}

/** Encodings whose columns keep their size, https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html. */
const fixedEncodings = ['bytedict', 'runlength', 'text255', 'text32k'];

/** ALTER COLUMN TYPE, which changes the length of a VARCHAR and nothing else. */
export function retypeColumn(table: TableDescription, name: string, type: DataType, relation: string): RemadeTable {
  const column = findColumn(table, name, relation);
  const refusal = (reason: string) =>
    new SqlError(`ERROR: cannot alter column "${name}" of relation "${relation}", ${reason}`);
  if (column.type.name !== 'character varying' || type.name !== 'character varying') {
    throw refusal('only the size of a VARCHAR column can change');
  }
  if (column.type.bytes === type.bytes) throw refusal('target column size should be different');
  if (column.defaultText !== undefined) throw refusal('the column has a default value');
  if (fixedEncodings.includes(column.encoding ?? '')) throw refusal(`its encoding is ${column.encoding}`);
  if (table.constraints.some(({ columns }) => columns.includes(name))) throw refusal('a constraint names it');
  const columns = table.columns.map((other) => (other.name === name ? { ...other, type } : other));
  return { description: { ...table, columns }, values: columns.map((other) => quoteName(other.name)) };
}
