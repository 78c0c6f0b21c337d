import { type DataType, readDataType, duckdbType as storedType, typeOfDuckdb } from '../tables/data-type.ts';
import type { TokenReader } from './token-reader.ts';
import { isSymbol, isWord } from './tokens.ts';

/** Each type as Redshift names it within and in results, and as its catalog and its messages spell it. */
const spellings = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  numeric: 'numeric',
  float4: 'real',
  float8: 'double precision',
  bool: 'boolean',
  varchar: 'character varying',
  bpchar: 'character',
  date: 'date',
  time: 'time without time zone',
  timetz: 'time with time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  interval: 'interval',
  super: 'super',
} as const;

/** A type as Redshift names it within, and as the Data API shows it. */
export type TypeName = keyof typeof spellings;

/** The type of an expression. */
export interface ValueType extends Omit<DataType, 'name'> {
  readonly name: TypeName;
}

const typeNames = Object.keys(spellings) as TypeName[];

/**
 * Reads the type of a cast; a VARCHAR without a length leaves the text whole.
 *
 * @throws SqlError for a type that Redshift or the local engine does not have.
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html
 */
export function readCastType(reader: TokenReader): ValueType {
  const isSized = isSymbol(reader.peek(isWord(reader.peek(1), 'varying') ? 2 : 1), '(');
  const isOneCharacter = isWord(reader.peek(), 'char', 'character', 'nchar') && !isWord(reader.peek(1), 'varying');
  const { bytes, ...type } = toValueType(readDataType(reader, '?column?')) ?? reader.fail();
  return { ...type, ...(bytes !== undefined && (isSized || isOneCharacter) ? { bytes } : {}) };
}

/** A column's type as that of an expression. */
export function toValueType(type: DataType): ValueType | undefined {
  const name = typeNames.find((short) => spellings[short] === type.name);
  return name && { ...type, name };
}

/** An expression's type as that of a column. */
export function toDataType(type: ValueType): DataType {
  return { ...type, name: spellings[type.name] };
}

/** The type as DuckDB spells it. */
export function duckdbType(type: ValueType): string {
  if (type.name === 'interval') return 'INTERVAL';
  if (type.name === 'numeric') return `DECIMAL(${type.precision ?? 18},${type.scale ?? 0})`;
  return storedType(toDataType(type));
}

/** Reads DuckDB's spelling of a type; undefined for one that Redshift lacks. */
export function readDuckdbType(text: string): ValueType | undefined {
  if (text === 'INTERVAL') return { name: 'interval' };
  const type = typeOfDuckdb(text);
  return type && toValueType(type);
}

/** A type as Redshift's messages spell it; an untyped literal is of type "unknown". */
export function typeText(type: ValueType | undefined): string {
  return type ? spellings[type.name] : '"unknown"';
}
