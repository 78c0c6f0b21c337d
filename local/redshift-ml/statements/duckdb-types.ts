import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  type DuckDBLogicalType,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  DuckDBVarCharType,
  FLOAT,
  INTEGER,
  SMALLINT,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  TIMETZ,
  VARCHAR,
} from '@duckdb/node-api';
import type { RawValue } from '../dataset/column.ts';
import { isNumber, type SqlType } from '../dataset/sql-type.ts';

/** DuckDB's JSON, which stands for SUPER. */
export const SUPER = DuckDBVarCharType.create('JSON');

/** DECIMAL is given as a DOUBLE. */
const returnTypes: Readonly<Record<SqlType, DuckDBType>> = {
  bool: BOOLEAN,
  int2: SMALLINT,
  int4: INTEGER,
  int8: BIGINT,
  numeric: DOUBLE,
  float4: FLOAT,
  float8: DOUBLE,
  bpchar: VARCHAR,
  varchar: VARCHAR,
  date: DATE,
  time: TIME,
  timetz: TIMETZ,
  timestamp: TIMESTAMP,
  timestamptz: TIMESTAMPTZ,
  super: SUPER,
};

/** What a function gives. */
export function duckdbReturnType(type: SqlType): DuckDBType {
  return returnTypes[type];
}

/** What a function takes: any number will do where the model takes one. */
export function duckdbParameterType(type: SqlType): DuckDBType {
  return isNumber(type) ? DOUBLE : returnTypes[type];
}

const sqlTypes: Partial<Record<DuckDBTypeId, SqlType>> = {
  [DuckDBTypeId.BOOLEAN]: 'bool',
  [DuckDBTypeId.TINYINT]: 'int2',
  [DuckDBTypeId.SMALLINT]: 'int2',
  [DuckDBTypeId.INTEGER]: 'int4',
  [DuckDBTypeId.BIGINT]: 'int8',
  // DuckDB sums integers to 128 bits, Redshift to BIGINT.
  [DuckDBTypeId.HUGEINT]: 'int8',
  [DuckDBTypeId.DECIMAL]: 'numeric',
  [DuckDBTypeId.FLOAT]: 'float4',
  [DuckDBTypeId.DOUBLE]: 'float8',
  [DuckDBTypeId.VARCHAR]: 'varchar',
  [DuckDBTypeId.DATE]: 'date',
  [DuckDBTypeId.TIME]: 'time',
  [DuckDBTypeId.TIME_TZ]: 'timetz',
  [DuckDBTypeId.TIMESTAMP]: 'timestamp',
  [DuckDBTypeId.TIMESTAMP_TZ]: 'timestamptz',
};

/** Redshift's type of a result's column; undefined when no model can be trained on it. */
export function sqlTypeOfColumn({ alias, typeId }: DuckDBLogicalType): SqlType | undefined {
  return alias === 'JSON' ? 'super' : sqlTypes[typeId];
}

/** A value of DuckDB as the learner takes it. */
export function toRawValue(value: DuckDBValue): RawValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
