import { customerFields } from '../../client/domain.ts';
import type { CustomerInput } from '../../client/generated/operations.ts';
import { choicesOf } from '../borrower/fields.ts';
import { type Columns, type FieldName, folded, headerOf } from './columns.ts';

type Read = { readonly value: string | number | null } | { readonly problem: string };

/**
 * Reads a row's cells into the types of CustomerInput, or says which of them cannot be read, each by its column. Ranges
 * and rules are left to the API, which names every broken one.
 */
export function readCustomer(
  columns: Columns,
  cells: readonly string[],
): { readonly customer: CustomerInput } | { readonly problems: readonly string[] } {
  if (cells.length !== columns.header.length)
    return { problems: [`The row has ${cells.length} values, the header ${columns.header.length}.`] };
  const values: [FieldName, string | number][] = [];
  const problems: string[] = [];
  for (const [field, cell] of columns.cellOf) {
    const read = readCell(field, cells[cell] ?? '');
    if ('problem' in read) problems.push(`${headerOf(columns, field)} ${read.problem}.`);
    else if (read.value !== null) values.push([field, read.value]);
  }
  // The columns hold every required field, and each of them was read as its type.
  return problems.length > 0 ? { problems } : { customer: Object.fromEntries(values) as unknown as CustomerInput };
}

function readCell(field: FieldName, text: string): Read {
  const { type, required } = customerFields[field];
  if (text === '') return required ? { problem: 'is empty' } : { value: null };
  if (type === 'ID') return { value: text };
  const choices = choicesOf(field);
  return choices ? readChoice(choices, text) : readNumber(type, text);
}

function readChoice(choices: readonly (readonly [value: string, text: string])[], text: string): Read {
  const choice = choices.find((names) => names.some((name) => folded(name) === folded(text)));
  if (choice) return { value: choice[0] };
  const names = choices.map(([, name]) => name).join(', ');
  return { problem: `is ${quoted(text)}, not one of ${names}` };
}

function readNumber(type: string, text: string): Read {
  const value = Number(text);
  if (!Number.isFinite(value)) return { problem: `is ${quoted(text)}, not a number` };
  if (type === 'Int' && !Number.isInteger(value)) return { problem: `is ${quoted(text)}, not a whole number` };
  // GraphQL's Int has 32 bits, and a greater one would have the API refuse all customers of the request.
  if (type === 'Int' && value !== (value | 0)) return { problem: `is ${quoted(text)}, too far from zero` };
  return { value };
}

const quoted = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
