import { SqlError } from '../engine.ts';
import { readNewName } from '../syntax/reserved-words.ts';
import type { TokenReader } from '../syntax/token-reader.ts';
import { isName, isSymbol } from '../syntax/tokens.ts';

/** A column's type as Redshift knows it. */
export interface DataType {
  /** As Redshift's catalog spells it, without a size: `character varying`, `integer`. */
  readonly name: string;
  /** Longest text of CHAR and VARCHAR, in bytes. */
  readonly bytes?: number;
  /** Digits of a NUMERIC, and how many of them stand after the point. */
  readonly precision?: number;
  readonly scale?: number;
}

/** The longest VARCHAR and the longest CHAR in bytes, https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html. */
export const maximumVarcharBytes = 65_535;
const maximumCharBytes = 4096;

const aliases: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int: 'integer',
  int4: 'integer',
  int8: 'bigint',
  dec: 'numeric',
  decimal: 'numeric',
  float4: 'real',
  float: 'double precision',
  float8: 'double precision',
  'double precision': 'double precision',
  bool: 'boolean',
  char: 'character',
  nchar: 'character',
  bpchar: 'character',
  varchar: 'character varying',
  nvarchar: 'character varying',
  text: 'character varying',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  time: 'time without time zone',
  timetz: 'time with time zone',
};

/** What DuckDB stores a type as; CHAR and VARCHAR are texts whose length a check holds. */
const storage: Readonly<Record<string, string>> = {
  smallint: 'SMALLINT',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  numeric: 'DECIMAL',
  real: 'FLOAT',
  'double precision': 'DOUBLE',
  boolean: 'BOOLEAN',
  character: 'VARCHAR',
  'character varying': 'VARCHAR',
  date: 'DATE',
  'time without time zone': 'TIME',
  'time with time zone': 'TIMETZ',
  'timestamp without time zone': 'TIMESTAMP',
  'timestamp with time zone': 'TIMESTAMPTZ',
  super: 'JSON',
};

/** Types of Redshift that the local engine does not store. */
const notStored = ['geometry', 'geography', 'hllsketch', 'varbyte', 'varbinary', 'binary', 'interval'];

/** Types of PostgreSQL that Redshift knows and stores in no column. */
const notOfRedshift = (
  'serial serial2 serial4 serial8 smallserial bigserial uuid json jsonb xml money bytea bit varbit inet cidr macaddr point ' +
  'line lseg box path polygon circle tsvector tsquery oid regclass regproc name hstore'
).split(' ');

/**
 * Reads a type with its size.
 *
 * @param column `table.column`, for the messages.
 * @throws SqlError at a type that Redshift or the local engine does not have, and at a size out of range.
 */
export function readDataType(reader: TokenReader, column: string): DataType {
  const word = readTypeWord(reader);
  const name = Object.hasOwn(aliases, word) ? (aliases[word] ?? word) : word;
  if (notStored.includes(name)) throw new SqlError(`ERROR: type ${name} is not supported by the local engine`);
  const unsupported = (type: string) => new SqlError(`ERROR: Column "${column}" has unsupported type "${type}".`);
  if (notOfRedshift.includes(word)) throw unsupported(word);
  if (!Object.hasOwn(storage, name)) throw new SqlError(`ERROR: type "${word}" does not exist`);
  const type = readSize(reader, word, name);
  if (isSymbol(reader.peek(), '[')) throw unsupported(`${typeText(type)}[]`);
  return type;
}

function readSize(reader: TokenReader, word: string, name: string): DataType {
  if (name === 'character') return { name, bytes: readBytes(reader, word, maximumCharBytes) };
  if (name === 'character varying') return { name, bytes: readBytes(reader, word, maximumVarcharBytes) };
  if (name === 'numeric') return { name, ...readPrecision(reader) };
  return { name: name.startsWith('time') ? readTimeZone(reader, name) : name };
}

function readTypeWord(reader: TokenReader): string {
  const token = reader.peek();
  if (!isName(token)) return reader.fail();
  if (reader.take('double')) {
    reader.expect('precision');
    return 'double precision';
  }
  if (reader.take('character', 'varying') || reader.take('char', 'varying')) return 'varchar';
  if (reader.take('binary', 'varying')) return 'varbyte';
  const isType = Object.hasOwn(aliases, token.value) || notStored.includes(token.value);
  return isType ? reader.name() : readNewName(reader);
}

/** CHAR has one byte unless told, VARCHAR, TEXT and BPCHAR have 256. */
function readBytes(reader: TokenReader, word: string, maximum: number): number {
  if (!isSymbol(reader.peek(), '(')) return ['char', 'character', 'nchar'].includes(word) ? 1 : 256;
  reader.expectSymbol('(');
  const bytes = reader.take('max') ? maximum : reader.wholeNumber();
  reader.expectSymbol(')');
  const name = maximum === maximumCharBytes ? 'char' : 'varchar';
  if (bytes < 1) throw new SqlError(`ERROR: length for type ${name} must be at least 1`);
  if (bytes > maximum) throw new SqlError(`ERROR: length for type ${name} cannot exceed ${maximum}`);
  return bytes;
}

function readPrecision(reader: TokenReader): { readonly precision: number; readonly scale: number } {
  if (!reader.takeSymbol('(')) return { precision: 18, scale: 0 };
  const precision = reader.wholeNumber();
  const scale = reader.takeSymbol(',') ? reader.wholeNumber() : 0;
  reader.expectSymbol(')');
  if (precision < 1 || precision > 38) {
    throw new SqlError(`ERROR: NUMERIC precision ${precision} must be between 1 and 38`);
  }
  if (scale > precision) {
    throw new SqlError(`ERROR: NUMERIC scale ${scale} must be between 0 and precision ${precision}`);
  }
  return { precision, scale };
}

function readTimeZone(reader: TokenReader, name: string): string {
  if (reader.take('with', 'time', 'zone')) return name.replace('without', 'with');
  reader.take('without', 'time', 'zone');
  return name;
}

/** The type as Redshift's catalog spells it: `character varying(10)`, `numeric(18,2)`. */
export function typeText(type: DataType): string {
  if (type.bytes !== undefined) return `${type.name}(${type.bytes})`;
  return type.precision === undefined ? type.name : `${type.name}(${type.precision},${type.scale})`;
}

/** The type as DuckDB stores it. */
export function duckdbType(type: DataType): string {
  const stored = storage[type.name] ?? type.name;
  return type.precision === undefined ? stored : `${stored}(${type.precision},${type.scale})`;
}

/**
 * The type of a query's column.
 *
 * @param name DuckDB's type.
 * @throws SqlError at a type that Redshift does not have.
 */
export function typeOfResult(name: string): DataType {
  const type = typeOfDuckdb(name);
  if (!type) throw new SqlError(`ERROR: a column of type ${name.toLowerCase()} is not supported`);
  return type.name === 'character varying' ? { ...type, bytes: maximumVarcharBytes } : type;
}

/** Reads DuckDB's spelling of a type; undefined for one that Redshift lacks. */
export function typeOfDuckdb(name: string): DataType | undefined {
  const [, precision, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(name) ?? [];
  if (precision !== undefined) return { name: 'numeric', precision: Number(precision), scale: Number(scale) };
  const stored = Object.hasOwn(alike, name) ? alike[name] : name;
  // The last spelling, since CHAR is stored as VARCHAR is.
  const [found] = Object.entries(storage).findLast(([, type]) => type === stored) ?? [];
  return found === undefined ? undefined : { name: found };
}

/** DuckDB's other spellings and what Redshift has in place of a type; an untyped NULL is a text, integer sums are BIGINT. */
const alike: Readonly<Record<string, string>> = {
  SQLNULL: 'VARCHAR',
  TINYINT: 'SMALLINT',
  HUGEINT: 'BIGINT',
  UBIGINT: 'BIGINT',
  UHUGEINT: 'BIGINT',
  'TIMESTAMP WITH TIME ZONE': 'TIMESTAMPTZ',
  'TIME WITH TIME ZONE': 'TIMETZ',
};
