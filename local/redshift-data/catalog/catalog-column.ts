import type { Value } from '../../redshift/engine.ts';
import { columnMetadata } from '../results/field.ts';

/** Names of types in results, by those of information_schema. */
const typeNames: Readonly<Record<string, string>> = {
  smallint: 'int2',
  integer: 'int4',
  bigint: 'int8',
  real: 'float4',
  'double precision': 'float8',
  boolean: 'bool',
  'character varying': 'varchar',
  character: 'bpchar',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
  'time without time zone': 'time',
  'time with time zone': 'timetz',
};

/** A row of information_schema.columns, in the order of DescribeTable's query, as ColumnMetadata. */
export function catalogColumn(row: readonly Value[]) {
  const [schema, table, name, type, nullable, columnDefault, textLength, precision, scale] = row;
  const typeName = typeNames[String(type)] ?? String(type);
  const length = Number(textLength ?? precision ?? 0);
  const column = { name: String(name), typeName, length, precision: Number(precision ?? 0), scale: Number(scale ?? 0) };
  return {
    ...columnMetadata({ ...column, nullable: nullable === 'YES' }),
    length,
    schemaName: schema,
    tableName: table,
    columnDefault: columnDefault ?? undefined,
  };
}
