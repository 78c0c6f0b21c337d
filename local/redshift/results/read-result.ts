import { DuckDBDecimalValue, type DuckDBResult, DuckDBTypeId, type DuckDBValue } from '@duckdb/node-api';
import type { Column, StatementResult, Value } from '../engine.ts';

interface TypeFacts {
  readonly typeName: string;
  readonly length: number;
  readonly precision: number;
}

const maximumTextBytes = 65_535;
const text: TypeFacts = { typeName: 'varchar', length: maximumTextBytes, precision: 0 };
const wholeNumber = (typeName: string, precision: number): TypeFacts => ({ typeName, length: 0, precision });

const types: Partial<Record<DuckDBTypeId, TypeFacts>> = {
  [DuckDBTypeId.BOOLEAN]: wholeNumber('bool', 1),
  [DuckDBTypeId.TINYINT]: wholeNumber('int2', 5),
  [DuckDBTypeId.SMALLINT]: wholeNumber('int2', 5),
  [DuckDBTypeId.INTEGER]: wholeNumber('int4', 10),
  [DuckDBTypeId.BIGINT]: wholeNumber('int8', 19),
  // DuckDB sums integers to 128 bits, Redshift to BIGINT.
  [DuckDBTypeId.HUGEINT]: wholeNumber('int8', 19),
  [DuckDBTypeId.FLOAT]: wholeNumber('float4', 8),
  [DuckDBTypeId.DOUBLE]: wholeNumber('float8', 17),
  [DuckDBTypeId.DATE]: wholeNumber('date', 13),
  [DuckDBTypeId.TIMESTAMP]: wholeNumber('timestamp', 29),
  [DuckDBTypeId.TIMESTAMP_TZ]: wholeNumber('timestamptz', 35),
};

/** Reads a result set, with Redshift's type names and the values that the Data API can carry. */
export async function readResult(result: DuckDBResult): Promise<StatementResult> {
  const columns = Array.from({ length: result.columnCount }, (_, index) => describeColumn(result, index));
  const rows = (await result.getRows()).map((row) => row.map(toValue));
  return { columns, rows, hasResultSet: true, rowCount: rows.length };
}

/** The result of a statement that changes `rowCount` rows. */
export function changedRows(rowCount: number): StatementResult {
  return { columns: [], rows: [], hasResultSet: false, rowCount };
}

/** A result set of texts that the engine itself writes. */
export function textRows(names: readonly string[], rows: ReadonlyArray<readonly string[]>): StatementResult {
  const columns = names.map((name) => ({ name, ...text, scale: 0, nullable: true }));
  return { columns, rows, hasResultSet: true, rowCount: rows.length };
}

function describeColumn(result: DuckDBResult, index: number): Column {
  const name = result.columnName(index).toLowerCase();
  const type = result.columnType(index);
  if (result.columnLogicalType(index).alias === 'JSON') {
    return { name, ...text, typeName: 'super', scale: 0, nullable: true };
  }
  if (type.typeId === DuckDBTypeId.DECIMAL) {
    return { name, typeName: 'numeric', length: 0, precision: type.width, scale: type.scale, nullable: true };
  }
  return { name, ...(types[type.typeId] ?? text), scale: 0, nullable: true };
}

function toValue(value: DuckDBValue): Value {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof DuckDBDecimalValue) return value.toString();
  return String(value);
}
