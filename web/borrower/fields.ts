import { customerFields, dataTexts } from '../../client/domain.ts';
import type { CustomerInput } from '../../client/generated/operations.ts';

/** Name of an input of the form; the rate is asked for once, so `loanInterestRate` is left to the API. */
export type FieldName = Exclude<keyof CustomerInput, 'loanInterestRate'>;

interface FieldText {
  readonly label: string;
  /** As it stands behind a number. */
  readonly unit?: string;
}

/** What a person calls each field of the contract; one that is missing here does not compile. */
const texts: Readonly<Record<keyof CustomerInput, FieldText>> = {
  customerId: { label: 'Customer' },
  age: { label: 'Age', unit: ' years' },
  gender: { label: 'Gender' },
  income: { label: 'Income', unit: ' a year' },
  loanType: { label: 'Loan type' },
  loanAmount: { label: 'Loan amount' },
  interestRate: { label: 'Interest rate', unit: ' %' },
  loanTerm: { label: 'Loan term', unit: ' months' },
  loanInterestRate: { label: 'Interest rate in percent', unit: ' %' },
  creditScore: { label: 'Credit score' },
  employmentStatus: { label: 'Employment' },
  maritalStatus: { label: 'Marital status' },
  missedPayments: { label: 'Missed payments' },
  missedPaymentsDuration: { label: 'Missed over', unit: ' months' },
};

/** The form's groups, in the order a person is asked. */
export const fieldGroups: readonly { readonly title: string; readonly fields: readonly FieldName[] }[] = [
  {
    title: 'Borrower',
    fields: ['customerId', 'age', 'gender', 'maritalStatus', 'employmentStatus', 'income', 'creditScore'],
  },
  { title: 'Loan', fields: ['loanType', 'loanAmount', 'interestRate', 'loanTerm'] },
  { title: 'Arrears', fields: ['missedPayments', 'missedPaymentsDuration'] },
];

const isField = (name: string): name is keyof CustomerInput => name in texts;

/** A field's label; a name that is no field of the customer stands for itself. */
export const labelOf = (name: string): string => (isField(name) ? texts[name].label : name);

/** How many of the form's units one of the contract's is: rates are fractions there and percent here. */
export const scaleOf = (name: FieldName): number => (name === 'interestRate' ? 100 : 1);

/** The enum values of a field with the texts a person reads; null for a field of another type. */
export function choicesOf(name: keyof CustomerInput): readonly (readonly [value: string, text: string])[] | null {
  const { type } = customerFields[name];
  return type in dataTexts ? Object.entries(dataTexts[type as keyof typeof dataTexts]) : null;
}

/** The hard limits of a numeric field with the form's unit, such as "18 to 120 years"; null for other fields. */
export function limitsText(name: FieldName): string | null {
  const field = customerFields[name];
  if (!('minimum' in field)) return null;
  const [minimum, maximum] = [field.minimum, field.maximum].map((limit) => numberText(limit * scaleOf(name)));
  return `${minimum} to ${maximum}${texts[name].unit ?? ''}`;
}

const numberText = (value: number): string =>
  value >= 1e6 ? `${value / 1e6} million` : value.toLocaleString('en', { maximumFractionDigits: 2 });
