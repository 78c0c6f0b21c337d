import { dataTexts } from '../graphql/generated/domain.ts';
import type { CustomerInput, RemediationStrategy } from '../graphql/generated/types.ts';

/** A customer's values in the order and the spelling that `score_strategies.sql` unpacks. */
export type CustomerRow = readonly (number | string)[];

/** More digits of a rate tell a model nothing, and 500 customers would be longer than a text in Redshift may be. */
const rateDecimals = 12;
const percentDecimals = rateDecimals - 2;

/** Writes a customer as the compact row that the scoring statement reads. */
export function customerRow(customer: CustomerInput): CustomerRow {
  return [
    customer.age,
    dataTexts.Gender[customer.gender],
    customer.income,
    dataTexts.LoanType[customer.loanType],
    customer.loanAmount,
    rounded(customer.interestRate, rateDecimals),
    customer.loanTerm,
    rounded(customer.loanInterestRate ?? 100 * customer.interestRate, percentDecimals),
    customer.creditScore,
    dataTexts.EmploymentStatus[customer.employmentStatus],
    dataTexts.MaritalStatus[customer.maritalStatus],
    customer.missedPayments,
    customer.missedPaymentsDuration,
  ];
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

const strategyByText = new Map(
  Object.entries(dataTexts.RemediationStrategy).map(([strategy, text]) => [
    text as string,
    strategy as RemediationStrategy,
  ]),
);

/**
 * The strategy that the warehouse spells as `text`.
 *
 * @throws Error when the strategy table holds a text that the contract does not know.
 */
export function strategyFromText(text: string): RemediationStrategy {
  const strategy = strategyByText.get(text);
  if (!strategy) throw new Error(`The strategy table holds "${text}", which the contract does not know`);
  return strategy;
}
