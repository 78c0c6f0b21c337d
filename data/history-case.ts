import type { CustomerInput, RemediationStrategy } from '../graphql/generated/types.ts';

/** A customer of the loan history: CustomerInput with nothing left out. */
export type HistoryCustomer = CustomerInput & { readonly customerId: string; readonly loanInterestRate: number };

/** One past case: the borrower and the loan, the strategy that was applied, and whether it succeeded. */
export interface HistoryCase {
  readonly customer: HistoryCustomer;
  readonly strategy: RemediationStrategy;
  readonly successful: boolean;
  /** The day of the case, YYYY-MM-DD. */
  readonly timestamp: string;
}
