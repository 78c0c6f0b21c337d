import { customerFieldNames } from '../../client/domain.ts';
import type { Violation } from '../../client/errors.ts';
import { type FieldErrors, rangeText } from './draft.ts';
import { type FieldName, fieldGroups, labelOf } from './fields.ts';

const fieldNames: readonly string[] = fieldGroups.flatMap(({ fields }) => fields);

/** The API's broken rules as one sentence per field of the form, in the form's words and units. */
export function errorsOf(violations: readonly Violation[]): FieldErrors {
  const errors: Partial<Record<FieldName, string>> = {};
  for (const { field, rule, message } of violations) {
    if (!isFormField(field)) continue;
    errors[field] ??= rule === 'range' ? rangeText(field) : inWords(message);
  }
  return errors;
}

/** Sentences of the broken rules that belong to no field of the form. */
export const otherViolations = (violations: readonly Violation[]): string[] =>
  violations.filter(({ field }) => !isFormField(field)).map(({ message }) => message);

const isFormField = (name: string): name is FieldName => fieldNames.includes(name);

// Longest name first, since missedPayments is a part of missedPaymentsDuration.
const namesInSentences = new RegExp([...customerFieldNames].sort((a, b) => b.length - a.length).join('|'), 'g');

/** The sentence of a broken rule, with each field called what `nameOf` says in place of the contract's name. */
export const withNames = (message: string, nameOf: (field: string) => string): string =>
  message.replace(namesInSentences, nameOf);

const inWords = (message: string): string => withNames(message, (name) => `“${labelOf(name)}”`);
