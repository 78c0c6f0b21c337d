import type { CustomerInput, RemediationStrategy } from '../graphql/generated/types.ts';
import { score, traitsOf, type Weights } from './traits.ts';

// How well a borrower recovers whatever is done.
const recovery: Weights = {
  intercept: 0,
  credit: 0.7,
  burden: -0.6,
  arrears: -0.7,
  duration: -0.3,
  'employment:EMPLOYED': 0.35,
  'employment:UNEMPLOYED': -0.45,
};

// What each strategy adds for which borrower: a reminder reaches the forgetful and is lost on the insolvent,
// refinancing needs credit and a rate worth leaving, forbearance bridges a short loss of income, and so on.
const effects: Readonly<Record<RemediationStrategy, Weights>> = {
  PAYMENT_REMINDER: { intercept: -0.3, arrears: -1.5, duration: -0.7, credit: 0.4, burden: -0.5 },
  LOAN_RESTRUCTURING: { intercept: -0.1, burden: 1.7, arrears: 0.5, term: -0.7, 'employment:EMPLOYED': 0.4 },
  DEBT_CONSOLIDATION: {
    intercept: -0.1,
    rate: 1.2,
    credit: -0.7,
    'loan:PERSONAL': 1.1,
    'loan:AUTO': 0.7,
    'loan:HOME': -0.7,
  },
  FORBEARANCE: {
    intercept: -0.1,
    duration: -1.2,
    arrears: 0.5,
    'employment:UNEMPLOYED': 1.5,
    'employment:SELF_EMPLOYED': 0.3,
  },
  DEFERMENT: {
    intercept: -0.3,
    duration: 1,
    term: 0.7,
    'loan:STUDENT': 1.4,
    'loan:BUSINESS': 0.6,
    'employment:SELF_EMPLOYED': 0.5,
  },
  REFINANCING: { intercept: 0.1, credit: 1.3, rate: 1, 'loan:HOME': 0.9, 'employment:UNEMPLOYED': -0.9 },
};

/**
 * The true probability (0..1) that a strategy brings a borrower back on track. For tests and benchmarks alone: it is
 * never written beside the data that a model learns from.
 */
export function successProbability(customer: CustomerInput, strategy: RemediationStrategy): number {
  const traits = traitsOf(customer);
  const logit = score(traits, recovery) + score(traits, effects[strategy]);
  return 1 / (1 + Math.exp(-logit));
}
