import { readDataType } from '../tables/data-type.ts';
import type { TokenReader } from './token-reader.ts';
import { isSymbol, isWord } from './tokens.ts';

/** A type as Redshift names it within, and as the Data API shows it. */
export type TypeName =
  | 'int2'
  | 'int4'
  | 'int8'
  | 'numeric'
  | 'float4'
  | 'float8'
  | 'bool'
  | 'varchar'
  | 'bpchar'
  | 'date'
  | 'time'
  | 'timetz'
  | 'timestamp'
  | 'timestamptz'
  | 'interval'
  | 'super';

/** The type of an expression. */
export interface ValueType {
  readonly name: TypeName;
  /** Of a numeric: all digits. */
  readonly precision?: number;
  /** Of a numeric: digits after the point. */
  readonly scale?: number;
  /** Of a text, where its length is known. */
  readonly bytes?: number;
}

/** Each type as Redshift's messages and as DuckDB spell it. */
const spellings: Readonly<Record<TypeName, readonly [redshift: string, duckdb: string]>> = {
  int2: ['smallint', 'SMALLINT'],
  int4: ['integer', 'INTEGER'],
  int8: ['bigint', 'BIGINT'],
  numeric: ['numeric', 'DECIMAL'],
  float4: ['real', 'FLOAT'],
  float8: ['double precision', 'DOUBLE'],
  bool: ['boolean', 'BOOLEAN'],
  varchar: ['character varying', 'VARCHAR'],
  bpchar: ['character', 'VARCHAR'],
  date: ['date', 'DATE'],
  time: ['time without time zone', 'TIME'],
  timetz: ['time with time zone', 'TIMETZ'],
  timestamp: ['timestamp without time zone', 'TIMESTAMP'],
  timestamptz: ['timestamp with time zone', 'TIMESTAMPTZ'],
  interval: ['interval', 'INTERVAL'],
  super: ['super', 'JSON'],
};
const typeNames = Object.keys(spellings) as TypeName[];

/**
 * Reads the type of a cast; a VARCHAR without a length leaves the text whole.
 *
 * @throws SqlError for a type that Redshift or the local engine does not have.
 */
export function readCastType(reader: TokenReader): ValueType {
  const isSized = isSymbol(reader.peek(isWord(reader.peek(1), 'varying') ? 2 : 1), '(');
  const isOneCharacter = isWord(reader.peek(), 'char', 'character', 'nchar') && !isWord(reader.peek(1), 'varying');
  const { name, bytes, ...size } = readDataType(reader, '?column?');
  const short = typeNames.find((type) => spellings[type][0] === name) ?? reader.fail();
  return { name: short, ...size, ...(bytes !== undefined && (isSized || isOneCharacter) ? { bytes } : {}) };
}

/** The type as DuckDB spells it. */
export function duckdbType(type: ValueType): string {
  if (type.name === 'numeric') return `DECIMAL(${type.precision ?? 18},${type.scale ?? 0})`;
  return spellings[type.name][1];
}

/** Reads DuckDB's spelling of a type; undefined for one that Redshift lacks. */
export function readDuckdbType(text: string): ValueType | undefined {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(text);
  if (decimal) return { name: 'numeric', precision: Number(decimal[1]), scale: Number(decimal[2]) };
  const other: Readonly<Record<string, TypeName>> = {
    HUGEINT: 'int8',
    'TIMESTAMP WITH TIME ZONE': 'timestamptz',
    'TIME WITH TIME ZONE': 'timetz',
  };
  const name = other[text] ?? typeNames.find((type) => spellings[type][1] === text);
  return name === undefined ? undefined : { name };
}

/** A type as Redshift's messages spell it; an untyped literal is of type "unknown". */
export function typeText(type: ValueType | undefined): string {
  return type ? spellings[type.name][0] : '"unknown"';
}
