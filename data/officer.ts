import { type CustomerInput, RemediationStrategy } from '../graphql/generated/types.ts';
import { score, traitsOf, type Weights } from './traits.ts';

// What loan officers reach for: the mild strategies for borrowers who would recover anyway, the strong ones for the
// hopeless. So a strategy's raw success rate says more about its borrowers than about the strategy.
const habits: Readonly<Record<RemediationStrategy, Weights>> = {
  PAYMENT_REMINDER: { intercept: 0.2, credit: 1, arrears: -1, burden: -0.4 },
  LOAN_RESTRUCTURING: { intercept: 0, credit: -0.8, arrears: 0.8, burden: 0.5 },
  DEBT_CONSOLIDATION: { intercept: 0, rate: 0.6, burden: 0.6, credit: -0.3 },
  FORBEARANCE: { intercept: 0, 'employment:UNEMPLOYED': 0.6, arrears: 0.6, credit: -0.5 },
  DEFERMENT: { intercept: 0, 'loan:STUDENT': 0.6, arrears: 0.5, duration: 0.3 },
  REFINANCING: { intercept: 0, credit: 0.8, 'employment:EMPLOYED': 0.4, arrears: -0.5 },
};

/** Share of cases in which an officer picks blindly, so that every strategy is tried on every kind of borrower. */
const blindShare = 0.3;

const strategies = Object.values(RemediationStrategy);

/** The probability (0..1) that a loan officer applies each strategy to a customer; together they make 1. */
export function choiceProbabilities(customer: CustomerInput): ReadonlyMap<RemediationStrategy, number> {
  const traits = traitsOf(customer);
  const preferences = strategies.map((strategy) => Math.exp(score(traits, habits[strategy])));
  const total = preferences.reduce((sum, preference) => sum + preference, 0);
  return new Map(
    strategies.map((strategy, index) => [
      strategy,
      blindShare / strategies.length + ((1 - blindShare) * (preferences[index] ?? 0)) / total,
    ]),
  );
}
