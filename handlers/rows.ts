import type { ColumnMetadata, Field } from '@aws-sdk/client-redshift-data';

/** A value of a result row; dates, decimals and SUPER arrive as text. */
export type Value = null | boolean | number | string;

/** A result row by column name. */
export type Row = Readonly<Record<string, Value>>;

/** Turns the Data API's field unions into rows by column name. */
export function decodeRows(columns: readonly ColumnMetadata[], records: readonly Field[][]): Row[] {
  const names = columns.map((column) => column.name ?? '');
  return records.map((fields) =>
    Object.fromEntries(fields.map((field, index) => [names[index] ?? '', decodeField(field)])),
  );
}

function decodeField(field: Field): Value {
  if (field.isNull) return null;
  return field.stringValue ?? field.longValue ?? field.doubleValue ?? field.booleanValue ?? null;
}

/** The text in a column. @throws Error naming the column when it holds something else. */
export function textIn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`Column ${column} holds ${JSON.stringify(value)} instead of text`);
  return value;
}

/** The number in a column. @throws Error naming the column when it holds something else. */
export function numberIn(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`Column ${column} holds ${JSON.stringify(value)} instead of a number`);
  return value;
}

/** The timestamp in a column (Redshift's `YYYY-MM-DD hh:mm:ss`, UTC) as an AWSDateTime. */
export function dateTimeIn(row: Row, column: string): string {
  return new Date(`${textIn(row, column).replace(' ', 'T')}Z`).toISOString();
}
