import { SqlError } from '../engine.ts';
import type { TableColumn } from './table-description.ts';

const texts = ['character', 'character varying'];
const times = [
  'date',
  'time without time zone',
  'time with time zone',
  'timestamp without time zone',
  'timestamp with time zone',
];
const wholeNumbers = ['smallint', 'integer', 'bigint'];
const floats = ['real', 'double precision'];
const numbers = [...wholeNumbers, 'numeric'];

/** Which types an encoding takes, https://docs.aws.amazon.com/redshift/latest/dg/c_Compression_encodings.html. */
const encodings: Readonly<Record<string, readonly string[]>> = {
  auto: [...numbers, ...floats, ...texts, ...times, 'boolean', 'super'],
  raw: [...numbers, ...floats, ...texts, ...times, 'boolean', 'super'],
  az64: [...numbers, ...times],
  bytedict: [...numbers, ...floats, ...texts, ...times],
  delta: [
    'smallint',
    'integer',
    'bigint',
    'numeric',
    'date',
    'timestamp without time zone',
    'timestamp with time zone',
  ],
  delta32k: ['integer', 'bigint', 'numeric', 'date', 'timestamp without time zone', 'timestamp with time zone'],
  lzo: [...numbers, ...texts, ...times, 'super'],
  mostly8: numbers,
  mostly16: ['integer', 'bigint', 'numeric'],
  mostly32: ['bigint', 'numeric'],
  runlength: [...numbers, ...floats, ...texts, ...times, 'boolean'],
  text255: ['character varying'],
  text32k: ['character varying'],
  zstd: [...numbers, ...floats, ...texts, ...times, 'boolean', 'super'],
};

/**
 * Checks an encoding, which is kept for the catalog alone.
 *
 * @throws SqlError at an encoding that does not exist or that the column's type cannot have.
 */
export function requireEncoding(encoding: string, { name, type }: Pick<TableColumn, 'name' | 'type'>): string {
  const types = Object.hasOwn(encodings, encoding) ? encodings[encoding] : undefined;
  if (!types) throw new SqlError(`ERROR: invalid encoding type specified for column "${name}"`);
  if (!types.includes(type.name)) {
    throw new SqlError(
      `ERROR: encoding type ${encoding.toUpperCase()} cannot be used for column "${name}" of type ${type.name}`,
    );
  }
  return encoding;
}
