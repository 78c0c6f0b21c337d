import type { DuckDBResult } from '@duckdb/node-api';
import type { PooledConnection } from '../database/connections.ts';
import { duckdbTypeName } from '../results/read-result.ts';
import { toDataType } from '../syntax/value-type.ts';
import { type DataType, maximumVarcharBytes, typeOfResult } from '../tables/data-type.ts';
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
  connection: PooledConnection,
  plan: Plan,
  names: readonly string[],
): Promise<QueryColumn[] | undefined> {
  const probe = await runPlan({ ...plan, sql: `SELECT * FROM (${plan.sql}) AS query LIMIT 0` }, call, connection);
  // A sub-select would rename the second of two columns of one name.
  const prepared = await connection.duckdb.prepare(plan.sql);
  if (names.length > probe.columnCount) return undefined;
  const columns = Array.from({ length: probe.columnCount }, (_, index) => ({
    name: names[index] ?? prepared.columnName(index).toLowerCase(),
    ownName: prepared.columnName(index),
    type: columnType(plan, probe, index),
    isNullable: true,
  }));
  prepared.destroySync();
  requireColumnNames(columns.map(({ name }) => name));
  return columns;
}

/** The translation's type, or else the database's. */
function columnType(plan: Plan, probe: DuckDBResult, index: number): DataType {
  const known = plan.columns?.[index]?.[1].type;
  const type = known ? toDataType(known) : typeOfResult(duckdbTypeName(probe, index));
  return type.name === 'character varying' ? { bytes: maximumVarcharBytes, ...type } : type;
}
