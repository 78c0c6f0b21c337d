import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '../syntax/tokens.ts';
import { plainText } from './line-expression.ts';
import type { UnloadColumn, UnloadSource } from './unload-columns.ts';

/** Rows that go into files of their own. */
export interface Partition {
  /** `column=value/column=value`; empty for an UNLOAD without PARTITION BY. */
  readonly name: string;
  /** A condition that its rows alone meet. */
  readonly condition: string;
}

/** The partitions of an UNLOAD, as Hive names them. */
export async function readPartitions(
  connection: DuckDBConnection,
  { columns, from }: UnloadSource,
  names: readonly string[],
): Promise<Partition[]> {
  if (names.length === 0) return [{ name: '', condition: 'true' }];
  const keys = names.flatMap((name) => columns.filter((column) => column.name === name).slice(0, 1));
  const texts = keys.map(plainText).join(', ');
  const rows = (await connection.runAndReadAll(`SELECT DISTINCT ${texts} FROM ${from} ORDER BY ALL`)).getRows();
  return rows.map((values) => ({
    name: keys.map((key, at) => `${key.name}=${folderName(values[at])}`).join('/'),
    condition: keys.map((key, at) => isValue(key, values[at])).join(' AND '),
  }));
}

function isValue(key: UnloadColumn, value: unknown): string {
  const literal = value === null || value === undefined ? 'NULL' : quoteText(String(value));
  return `${plainText(key)} IS NOT DISTINCT FROM ${literal}`;
}

/** Hive writes characters that a path or a query string would misread as hexadecimal digits. */
function folderName(value: unknown): string {
  if (value === null || value === undefined || value === '') return '__HIVE_DEFAULT_PARTITION__';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they have no place in a path
  return String(value).replaceAll(/["#%'*/:=?\\{[\]^\x00-\x1f\x7f]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}
