import type { CustomerInput } from '../../client/generated/operations.ts';
import { type Columns, readColumns } from './columns.ts';
import { countText } from './count-text.ts';
import { readCustomer } from './read-customer.ts';
import { type CsvRecord, readRecords, type UnreadableLine } from './read-records.ts';

/** Customers of a CSV, and what stands where in it. */
export interface Portfolio {
  /** The file's name, or what stands for it. */
  readonly name: string;
  readonly columns: Columns;
  readonly rows: readonly PortfolioRow[];
}

/** A row of the CSV: a customer to be ranked, or what keeps it from being read. */
export interface PortfolioRow {
  readonly line: number;
  readonly customerId: string | null;
  /** Without the customer's number, which the API does not need; null when the row cannot be read. */
  readonly customer: CustomerInput | null;
  readonly problem: string | null;
}

/** More would be too much for one page of a browser. */
const mostRows = 50_000;

/**
 * Reads a CSV of customers.
 *
 * @throws Error that tells the user why it cannot be read as a whole.
 */
export function readPortfolio(name: string, text: string): Portfolio {
  const [first, ...rest] = readRecords(text);
  if (!first) throw new Error('There is nothing in it.');
  if ('problem' in first) throw new Error(`Line ${first.line} ${first.problem}.`);
  const columns = readColumns(first.cells);
  if (rest.length === 0) throw new Error('There is no row below the header.');
  if (rest.length > mostRows) throw new Error(`It has more than ${countText(mostRows)} rows; split it.`);
  return { name, columns, rows: rest.map((record) => readRow(columns, record)) };
}

function readRow(columns: Columns, record: CsvRecord | UnreadableLine): PortfolioRow {
  const { line } = record;
  if ('problem' in record) {
    const column = columns.header[record.cell] ?? `Value ${record.cell + 1}`;
    return { line, customerId: null, customer: null, problem: `${column} ${record.problem}.` };
  }
  const customerId = record.cells[columns.cellOf.get('customerId') ?? -1] || null;
  const read = readCustomer(columns, record.cells);
  if ('problems' in read) return { line, customerId, customer: null, problem: read.problems.join(' ') };
  const { customerId: _, ...customer } = read.customer;
  return { line, customerId, customer, problem: null };
}
