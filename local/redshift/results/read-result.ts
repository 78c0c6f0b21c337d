import { DuckDBDecimalValue, type DuckDBResult, type DuckDBValue } from '@duckdb/node-api';
import type { Column, StatementResult, Value } from '../engine.ts';
import { readDuckdbType, type TypeName, type ValueType } from '../syntax/value-type.ts';
import type { ColumnFacts } from '../translate/scope.ts';
import type { TranslatedQuery } from '../translate/translate-query.ts';

const maximumTextBytes = 65_535;

/** Digits or characters that a value can have, as Redshift's drivers tell it. */
const precisions: Partial<Record<TypeName, number>> = {
  bool: 1,
  int2: 5,
  int4: 10,
  int8: 19,
  float4: 8,
  float8: 17,
  date: 13,
  time: 15,
  timetz: 21,
  timestamp: 29,
  timestamptz: 35,
};

/**
 * Reads a result set, with Redshift's types and the values that the Data API can carry.
 *
 * @param known what the query's translation tells of its columns, in order.
 */
export async function readResult(result: DuckDBResult, known?: TranslatedQuery['columns']): Promise<StatementResult> {
  const columns = Array.from({ length: result.columnCount }, (_, index) =>
    describeColumn(result, index, known?.[index]?.[1]),
  );
  const rows = (await result.getRows()).map((row) => row.map(toValue));
  return { columns, rows, hasResultSet: true, rowCount: rows.length };
}

/** The result of a statement that changes `rowCount` rows. */
export function changedRows(rowCount: number): StatementResult {
  return { columns: [], rows: [], hasResultSet: false, rowCount };
}

/** A result set of texts that the engine itself writes. */
export function textRows(names: readonly string[], rows: ReadonlyArray<readonly string[]>): StatementResult {
  const columns = names.map((name) => ({ name, ...typeFacts({ name: 'varchar' }), nullable: true }));
  return { columns, rows, hasResultSet: true, rowCount: rows.length };
}

/** DuckDB's name of a result column's type. */
export function duckdbTypeName(result: DuckDBResult, index: number): string {
  return result.columnLogicalType(index).alias === 'JSON' ? 'JSON' : String(result.columnType(index));
}

function describeColumn(result: DuckDBResult, index: number, known: ColumnFacts | undefined): Column {
  return {
    name: result.columnName(index).toLowerCase(),
    ...typeFacts(known?.type ?? readDuckdbType(duckdbTypeName(result, index)) ?? { name: 'varchar' }),
    nullable: known?.isNullable ?? true,
    ...(known?.table === undefined ? {} : { tableName: known.table }),
  };
}

function typeFacts({ name, bytes, precision, scale }: ValueType): Omit<Column, 'name' | 'nullable'> {
  const isText = ['varchar', 'bpchar', 'super'].includes(name);
  return {
    typeName: name,
    length: isText ? (bytes ?? maximumTextBytes) : 0,
    precision: precision ?? precisions[name] ?? 0,
    scale: scale ?? 0,
  };
}

function toValue(value: DuckDBValue): Value {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof DuckDBDecimalValue) return value.toString();
  return String(value);
}
