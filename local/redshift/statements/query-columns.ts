import type { DuckDBResult } from '@duckdb/node-api';
import type { Catalog } from '../access/catalog.ts';
import type { PooledConnection } from '../database/connections.ts';
import { findSchema } from '../session/search-path.ts';
import { typeOfResult } from '../tables/data-type.ts';
import { queryTextBytes } from '../tables/query-text-bytes.ts';
import { requireColumnNames } from '../tables/require-column-names.ts';
import type { TableColumn } from '../tables/table-description.ts';
import type { Call } from './context.ts';
import type { Plan } from './plan-query.ts';
import { runPlan } from './run-plan.ts';

/** A column of a query, and what the query itself calls it. */
export interface QueryColumn extends TableColumn {
  readonly ownName: string;
}

/**
 * Asks a query for its columns without running it.
 *
 * @param names new names of the first columns; the others keep theirs.
 * @returns undefined when there are more names than columns.
 */
export async function queryColumns(
  call: Call,
  catalog: Catalog,
  connection: PooledConnection,
  plan: Plan,
  names: readonly string[],
): Promise<QueryColumn[] | undefined> {
  const probe = await runPlan({ ...plan, sql: `SELECT * FROM (${plan.sql}) AS query LIMIT 0` }, call, connection);
  // A sub-select would rename the second of two columns of one name.
  const prepared = await connection.duckdb.prepare(plan.sql);
  const bytes = await queryTextBytes(connection.duckdb, plan.sql, (name) => findSchema(catalog, call.path, name));
  if (names.length > probe.columnCount) return undefined;
  const columns = Array.from({ length: probe.columnCount }, (_, index) => ({
    name: names[index] ?? prepared.columnName(index).toLowerCase(),
    ownName: prepared.columnName(index),
    type: typeOfResult(typeName(probe, index), isSuper(probe, index), bytes[index] || undefined),
    isNullable: true,
  }));
  prepared.destroySync();
  requireColumnNames(columns.map(({ name }) => name));
  return columns;
}

const typeName = (result: DuckDBResult, index: number) => String(result.columnType(index));
const isSuper = (result: DuckDBResult, index: number) => result.columnLogicalType(index).alias === 'JSON';
