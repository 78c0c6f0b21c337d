import type { DuckDBConnection } from '@duckdb/node-api';
import { SqlError } from '../engine.ts';
import { describeTable, type TableColumn } from '../tables/table-description.ts';
import type { CopyStatement } from './copy-statement.ts';

/**
 * The columns that a COPY fills, in the order of its fields.
 *
 * @throws SqlError when the table lacks a column that is named, or an identity is not to be filled so.
 */
export async function readLoadColumns(
  connection: DuckDBConnection,
  { relation, columns: wanted, options }: CopyStatement,
): Promise<TableColumn[]> {
  const { columns } = await describeTable(connection, relation);
  if (!wanted) return columns.filter(({ identity }) => !identity || options.hasExplicitIds);
  const found = wanted.map((name) => {
    const column = columns.find((candidate) => candidate.name === name);
    if (!column) throw new SqlError(`ERROR: column "${name}" of relation "${relation.name}" does not exist`);
    return column;
  });
  const repeated = wanted.find((name, index) => wanted.indexOf(name) < index);
  if (repeated !== undefined) throw new SqlError(`ERROR: column "${repeated}" specified more than once`);
  const identity = found.find((column) => column.identity && !column.identity.isDefault);
  if (identity && !options.hasExplicitIds)
    throw new SqlError(`ERROR: cannot set an identity column to a value: "${identity.name}"`);
  if (options.hasExplicitIds && columns.some((column) => column.identity && !found.includes(column)))
    throw new SqlError('ERROR: EXPLICIT_IDS needs the identity column in the column list');
  return found;
}
