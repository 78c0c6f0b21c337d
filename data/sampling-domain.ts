import { customerFields } from '../graphql/generated/domain.ts';

/** Inclusive range of whole numbers. */
export interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

/** What the generated borrowers look like; narrower than the hard limits. */
export const samplingDomain = {
  customerNumber: { minimum: 1, maximum: 1_000_000 },
  age: { minimum: 18, maximum: 65 },
  income: { minimum: 20_000, maximum: 200_000 },
  loanAmount: { minimum: 10_000, maximum: 500_000 },
  interestRatePercent: { minimum: 5, maximum: 20 },
  loanTerm: { minimum: 12, maximum: 60 },
  creditScore: { minimum: customerFields.creditScore.minimum, maximum: customerFields.creditScore.maximum },
  missedPayments: { minimum: 0, maximum: 12 },
  missedPaymentsDuration: { minimum: 0, maximum: 12 },
} as const satisfies Readonly<Record<string, Range>>;

/** First and last day of the generated cases. */
export const samplingPeriod = { first: '2018-01-01', last: '2024-02-28' } as const;

/** Size and seed of the history that is made when nobody asks for another. */
export const defaultHistory = { rows: 20_000, seed: 1 } as const;
