import { customerFields } from '../../client/domain.ts';
import type { CustomerInput } from '../../client/generated/operations.ts';
import { choicesOf, type FieldName, fieldGroups, limitsText, scaleOf } from './fields.ts';

/** What stands in the form's inputs. */
export type Draft = Readonly<Record<FieldName, string>>;

/** One sentence for each field that something is wrong with. */
export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>;

const fieldNames: readonly FieldName[] = fieldGroups.flatMap(({ fields }) => fields);

/** The form's inputs for a customer. */
export function draftOf(customer: CustomerInput): Draft {
  const texts = fieldNames.map((name) => {
    const value = customer[name];
    return [name, typeof value === 'number' ? String(rounded(value * scaleOf(name))) : (value ?? '')] as const;
  });
  return Object.fromEntries(texts) as Record<FieldName, string>;
}

/**
 * Reads the inputs into the types of CustomerInput, or says which of them cannot be read. Ranges and rules are left to
 * the API, which names every broken one.
 */
export function readDraft(draft: Draft): { readonly customer: CustomerInput } | { readonly errors: FieldErrors } {
  const customer: Partial<Record<FieldName, Value>> = {};
  const errors: [FieldName, string][] = [];
  for (const name of fieldNames) {
    const read = readField(name, draft[name].trim());
    if ('error' in read) errors.push([name, read.error]);
    else if (read.value !== null) customer[name] = read.value;
  }
  return errors.length === 0 && isCustomer(customer) ? { customer } : { errors: Object.fromEntries(errors) };
}

type Value = string | number;

/** Whether every field that must be there is, and each has a value of its type. */
function isCustomer(values: { readonly [Name in FieldName]?: Value | null | undefined }): values is CustomerInput {
  return fieldNames.every((name) => {
    const { type, required } = customerFields[name];
    const value = values[name];
    if (value == null) return !required;
    return isChoice(name, value) ?? typeof value === (type === 'ID' ? 'string' : 'number');
  });
}

/** Whether a field of an enum has this value; undefined for a field of another type. */
const isChoice = (name: FieldName, value: Value) => choicesOf(name)?.some(([choice]) => choice === value);

function readField(name: FieldName, text: string): { readonly value: Value | null } | { readonly error: string } {
  const { type, required } = customerFields[name];
  if (text === '') return required ? { error: 'Fill this in.' } : { value: null };
  if (isChoice(name, text) === false) return { error: 'Choose one of the list.' };
  if (choicesOf(name) || type === 'ID') return { value: text };
  const value = rounded(Number(text) / scaleOf(name));
  if (!Number.isFinite(value)) return { error: 'Enter a number.' };
  if (type === 'Int' && !Number.isInteger(value)) return { error: 'Enter a whole number.' };
  // GraphQL's Int has 32 bits and refuses a greater one without naming the field.
  if (type === 'Int' && value !== (value | 0)) return { error: rangeText(name) };
  return { value };
}

/** Says what the range of a field is. */
export const rangeText = (name: FieldName): string => `Must be ${limitsText(name)}.`;

/** Without the dirt of binary fractions: 7 / 100 and 0.07 x 100 are meant as written. */
const rounded = (value: number): number => Number(value.toPrecision(12));
