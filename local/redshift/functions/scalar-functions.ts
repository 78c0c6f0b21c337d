import { createHash } from 'node:crypto';
import { BIGINT, DOUBLE, DuckDBScalarFunction, type DuckDBType, INTEGER, VARCHAR } from '@duckdb/node-api';
import { cutToBytes } from '../database/cut-to-bytes.ts';
import { SqlError } from '../engine.ts';
import { formatTimestamp } from './format-timestamp.ts';
import { formatNumber, parseNumber } from './number-format.ts';
import { parseTimestamp } from './parse-timestamp.ts';
import { readTimestamp } from './read-timestamp.ts';

type Value = string | number | bigint;

/** A function that neither DuckDB nor its macros can answer; NULL yields NULL. */
interface ScalarFunction {
  readonly parameters: readonly DuckDBType[];
  readonly result: DuckDBType;
  readonly evaluate: (...values: string[]) => Value | null;
}

const functions: Readonly<Record<string, ScalarFunction>> = {
  redshift_left_bytes: {
    parameters: [VARCHAR, INTEGER],
    result: VARCHAR,
    evaluate: (text, bytes) => cutToBytes(text, Number(bytes)),
  },
  redshift_initcap: { parameters: [VARCHAR], result: VARCHAR, evaluate: initcap },
  redshift_sha2: {
    parameters: [VARCHAR, INTEGER],
    result: VARCHAR,
    evaluate: (text, bits) => sha2(text, Number(bits)),
  },
  redshift_strtol: {
    parameters: [VARCHAR, INTEGER],
    result: BIGINT,
    evaluate: (text, base) => strtol(text, Number(base)),
  },
  redshift_to_number: { parameters: [VARCHAR, VARCHAR], result: DOUBLE, evaluate: parseNumber },
  redshift_format_number: { parameters: [VARCHAR, VARCHAR], result: VARCHAR, evaluate: formatNumber },
  redshift_format_timestamp: { parameters: [VARCHAR, VARCHAR], result: VARCHAR, evaluate: formatTimestamp },
  redshift_format: {
    parameters: [VARCHAR, VARCHAR],
    result: VARCHAR,
    evaluate: (text, format) =>
      /^\d{4,}-\d\d-\d\d/.test(text) ? formatTimestamp(text, format) : formatNumber(text, format),
  },
  redshift_parse_timestamp: {
    parameters: [VARCHAR, VARCHAR, VARCHAR],
    result: VARCHAR,
    evaluate: (text, format, isStrict) => parseTimestamp(text, format, isStrict === 'true'),
  },
  redshift_read_timestamp: { parameters: [VARCHAR], result: VARCHAR, evaluate: readTimestamp },
};

/** The functions, to be registered with DuckDB. */
export function scalarFunctions(): DuckDBScalarFunction[] {
  return Object.entries(functions).map(([name, { parameters, result, evaluate }]) =>
    DuckDBScalarFunction.create({
      name,
      parameterTypes: [...parameters],
      returnType: result,
      mainFunction: (_, input, output) => {
        const columns = parameters.map((_type, index) => input.getColumnVector(index));
        for (let row = 0; row < input.rowCount; row += 1) {
          const values = columns.map((column) => column.getItem(row));
          const isNull = values.some((value) => value === null);
          output.setItem(row, isNull ? null : evaluate(...values.map(String)));
        }
        output.flush();
      },
    }),
  );
}

/** Capitals begin what follows anything but letters and digits. */
function initcap(text: string): string {
  return text.toLowerCase().replaceAll(/[\p{L}\p{N}]+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}

function sha2(text: string, bits: number): string {
  const size = bits === 0 ? 256 : bits;
  return [224, 256, 384, 512].includes(size) ? createHash(`sha${size}`).update(text).digest('hex') : '';
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyz';

/** @see https://docs.aws.amazon.com/redshift/latest/dg/r_STRTOL.html */
function strtol(text: string, base: number): bigint {
  if (base < 2 || base > 36) throw new SqlError(`Invalid base ${base}, base must be between 2 and 36`);
  const [, sign = '', hex = '', number = ''] = /^\s*([-+]?)(0x)?([0-9a-z]*)\s*$/i.exec(text) ?? [];
  if (number === '' || (hex !== '' && base !== 16)) throw invalidNumber(text);
  let value = 0n;
  for (const digit of number.toLowerCase()) {
    const worth = digits.indexOf(digit);
    if (worth < 0 || worth >= base) throw invalidNumber(text);
    value = value * BigInt(base) + BigInt(worth);
  }
  return sign === '-' ? -value : value;
}

function invalidNumber(text: string): SqlError {
  return new SqlError(`The input ${text} is not valid to be converted to the number base`);
}
