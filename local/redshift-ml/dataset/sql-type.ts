import type { ColumnKind } from './column.ts';

/** Types that a model's function takes or gives, by Redshift's own names. */
export const SQL_TYPES = [
  'bool',
  'int2',
  'int4',
  'int8',
  'numeric',
  'float4',
  'float8',
  'bpchar',
  'varchar',
  'date',
  'time',
  'timetz',
  'timestamp',
  'timestamptz',
  'super',
] as const;

/** One of Redshift's names of a type. */
export type SqlType = (typeof SQL_TYPES)[number];

/** A column as a model's function takes it. */
export interface SqlColumn {
  readonly name: string;
  readonly type: SqlType;
}

const wholeNumberTypes: readonly SqlType[] = ['int2', 'int4', 'int8'];
const numberTypes: readonly SqlType[] = [...wholeNumberTypes, 'numeric', 'float4', 'float8'];

/** True for SMALLINT, INTEGER and BIGINT. */
export function isWholeNumber(type: SqlType): boolean {
  return wholeNumberTypes.includes(type);
}

/** True for whole numbers, DECIMAL, REAL and DOUBLE PRECISION. */
export function isNumber(type: SqlType): boolean {
  return numberTypes.includes(type);
}

/** How the learner takes a column of this type; dates and times are texts that sort. */
export function columnKind(type: SqlType): ColumnKind {
  return isNumber(type) || type === 'bool' ? 'numeric' : 'categorical';
}

/** Every name that Redshift has for a type, https://docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html. */
const namesOf: Readonly<Record<SqlType, readonly string[]>> = {
  bool: ['bool', 'boolean'],
  int2: ['int2', 'smallint'],
  int4: ['int4', 'int', 'integer'],
  int8: ['int8', 'bigint'],
  numeric: ['numeric', 'decimal'],
  float4: ['float4', 'real'],
  float8: ['float8', 'float', 'double', 'double precision'],
  bpchar: ['bpchar', 'char', 'character', 'nchar'],
  varchar: ['varchar', 'character varying', 'nvarchar', 'text'],
  date: ['date'],
  time: ['time', 'time without time zone'],
  timetz: ['timetz', 'time with time zone'],
  timestamp: ['timestamp', 'timestamp without time zone'],
  timestamptz: ['timestamptz', 'timestamp with time zone'],
  super: ['super'],
};

/** The type of that name, written in lower case and without a length; undefined when a model's function cannot take it. */
export function sqlTypeOf(name: string): SqlType | undefined {
  return SQL_TYPES.find((type) => namesOf[type].includes(name));
}
