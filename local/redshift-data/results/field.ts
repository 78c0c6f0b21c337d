import type { Column, StatementResult, Value } from '../../redshift/engine.ts';

/**
 * Serializes a row as a list of Fields.
 *
 * The text is written by hand, since JSON.stringify has no way to write a BIGINT beyond 2^53 as a number.
 */
export function recordEncoder(columns: readonly Column[]): (row: readonly Value[]) => string {
  const encoders = columns.map(encoderOf);
  return (row) => `[${row.map((value, index) => encode(value, encoders[index])).join(',')}]`;
}

type Encoder = (value: Exclude<Value, null>) => string;

function encode(value: Value, encoder: Encoder | undefined): string {
  if (value === null) return '{"isNull":true}';
  if (!encoder) throw new Error('A row has more values than the result has columns');
  return encoder(value);
}

/** The member of the Field union by the column's type; all that is no number or boolean travels as text. */
function encoderOf({ name, typeName }: Column): Encoder {
  if (/^int\d$/.test(typeName)) {
    return (value) => {
      if (!/^-?\d+$/.test(String(value))) throw new Error(`Column ${name}: ${value} is no ${typeName}`);
      return `{"longValue":${value}}`;
    };
  }
  // A number that JSON can't write is a text in awsJson: "NaN", "Infinity", "-Infinity".
  if (/^float\d$/.test(typeName)) {
    return (value) => `{"doubleValue":${Number.isFinite(Number(value)) ? Number(value) : `"${Number(value)}"`}}`;
  }
  if (typeName === 'bool') return (value) => `{"booleanValue":${value === true || value === 'true'}}`;
  return (value) => `{"stringValue":${JSON.stringify(String(value))}}`;
}

/** What the Data API tells about a column; of a plain one it names the table and not the schema. */
export function columnMetadata(column: Column): Readonly<Record<string, string | number | boolean>> {
  return {
    isCaseSensitive: /^(varchar|bpchar|text|super)$/.test(column.typeName),
    isCurrency: false,
    isSigned: /^(int\d|float\d|numeric)$/.test(column.typeName),
    label: column.name,
    length: 0,
    name: column.name,
    nullable: column.nullable ? 1 : 0,
    // Of a text it is its length in bytes.
    precision: column.precision || column.length,
    scale: column.scale,
    schemaName: '',
    tableName: column.tableName ?? '',
    typeName: column.typeName,
  };
}

/** Bytes of a result's values: texts by their length, a number as eight, a boolean as one. */
export function resultBytes({ rows }: StatementResult): number {
  let bytes = 0;
  for (const row of rows) {
    for (const value of row) {
      if (typeof value === 'string') bytes += Buffer.byteLength(value);
      else if (typeof value === 'number') bytes += 8;
      else if (typeof value === 'boolean') bytes += 1;
    }
  }
  return bytes;
}
