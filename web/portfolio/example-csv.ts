import { customerFieldNames, customerFields, dataTexts } from '../../client/domain.ts';
import { exampleCustomer } from '../../client/example-customer.ts';
import type { FieldName } from './columns.ts';

const fields = customerFieldNames.filter((field) => field in exampleCustomer);

/** A CSV of one customer, by the names and texts of the data. */
export const exampleCsv: string = [
  fields.map((field) => customerFields[field].column).join(),
  fields.map(cellOf).join(),
].join('\n');

function cellOf(field: FieldName): string {
  const value = String(exampleCustomer[field]);
  const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = dataTexts;
  return texts[customerFields[field].type]?.[value] ?? value;
}
