import type { CustomerInput, EmploymentStatus, LoanType } from '../graphql/generated/types.ts';

/** The smooth or binary signals of a case that success and the loan officers' choices depend on, each in -1..1. */
export type Trait =
  | 'credit'
  | 'burden'
  | 'arrears'
  | 'duration'
  | 'rate'
  | 'term'
  | `employment:${EmploymentStatus}`
  | `loan:${LoanType}`;

/** A linear score over traits; a trait that is not named weighs nothing. */
export type Weights = { readonly [Name in Trait]?: number } & { readonly intercept: number };

/** The traits of a customer. Gender, marital status and age are none of them, on purpose. */
export function traitsOf(customer: CustomerInput): ReadonlyMap<Trait, number> {
  // An income of 0 is within the hard limits.
  const loanToIncome = customer.loanAmount / (customer.income + 1);
  return new Map<Trait, number>([
    ['credit', Math.tanh((customer.creditScore - 575) / 150)],
    ['burden', Math.tanh(Math.log(loanToIncome / 2.3) / 1.1)],
    ['arrears', Math.tanh((customer.missedPayments - 6) / 4)],
    ['duration', Math.tanh((customer.missedPaymentsDuration - 6) / 4)],
    ['rate', Math.tanh((customer.interestRate - 0.125) / 0.045)],
    ['term', Math.tanh((customer.loanTerm - 36) / 15)],
    [`employment:${customer.employmentStatus}`, 1],
    [`loan:${customer.loanType}`, 1],
  ]);
}

/** The weighted sum of traits. */
export function score(traits: ReadonlyMap<Trait, number>, weights: Weights): number {
  let sum = weights.intercept;
  for (const [trait, value] of traits) sum += value * (weights[trait] ?? 0);
  return sum;
}
