import { customerFieldNames, customerFields } from '../../client/domain.ts';
import type { CustomerInput } from '../../client/generated/operations.ts';

/** A field of the contract's customer. */
export type FieldName = keyof CustomerInput;

/** Which cell of a row belongs to which field. */
export interface Columns {
  readonly header: readonly string[];
  /** The cell of each field that the CSV has; optional fields may be missing. */
  readonly cellOf: ReadonlyMap<FieldName, number>;
  /** Columns that belong to no field, such as the outcome of a history. */
  readonly unused: readonly string[];
}

/**
 * Finds the fields in a header, whose names may be the data's or the contract's.
 *
 * @throws Error that tells the user which columns are missing or double.
 */
export function readColumns(header: readonly string[]): Columns {
  const cells = new Map<FieldName, number>();
  const unused: string[] = [];
  for (const [cell, name] of header.entries()) {
    const field = customerFieldNames.find((known) => folded(known) === folded(name));
    if (!field) unused.push(name || `column ${cell + 1}`);
    else if (cells.has(field)) throw new Error(`The header has ${customerFields[field].column} twice.`);
    else cells.set(field, cell);
  }
  if (cells.size === 0) throw new Error(`The first line must name the columns: ${listOf(customerFieldNames)}.`);
  const missing = customerFieldNames.filter((field) => customerFields[field].required && !cells.has(field));
  if (missing.length > 0) throw new Error(`The header lacks ${listOf(missing)}.`);
  return { header, cellOf: cells, unused };
}

/** What the CSV calls a field; the contract's name where the CSV does not have it. */
export function headerOf({ header, cellOf }: Columns, field: string): string {
  const cell = cellOf.get(field as FieldName);
  return (cell === undefined ? undefined : header[cell]) ?? field;
}

/** Without what tells `loan_type` and `Self-employed` from `loanType` and `SELF_EMPLOYED`. */
export const folded = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

const listOf = (fields: readonly FieldName[]): string =>
  new Intl.ListFormat('en').format(fields.map((field) => customerFields[field].column));
