import { describe, expect, it } from 'vitest';
import { areaUnderCurve } from '../../bench/quality/metrics.ts';
import { bestStrategy, judgePolicy } from '../../bench/quality/policy.ts';
import { generateHistory } from '../../data/generate-history.ts';
import { choiceProbabilities } from '../../data/officer.ts';
import { successProbability } from '../../data/truth.ts';
import { type CustomerInput, Gender, MaritalStatus, RemediationStrategy } from '../../graphql/generated/types.ts';

const strategies = Object.values(RemediationStrategy);
const cases = [...generateHistory({ rows: 20_000, seed: 1 })];
const chancesOf = (customer: CustomerInput) =>
  Object.fromEntries(strategies.map((strategy) => [strategy, successProbability(customer, strategy)])) as Record<
    RemediationStrategy,
    number
  >;
const truth = cases.map(({ customer }) => chancesOf(customer));
const best = truth.map((chances) => bestStrategy(chances));
const judged = judgePolicy(truth, best);

/** The share of cases with a strategy that ended in success, as a naive reader of the history would rank them. */
function rawSuccessRate(strategy: RemediationStrategy): number {
  const applied = cases.filter((past) => past.strategy === strategy);
  return applied.filter((past) => past.successful).length / applied.length;
}

const ranked = (rate: (strategy: RemediationStrategy) => number) =>
  [...strategies].sort((one, other) => rate(other) - rate(one));

describe('successProbability', () => {
  it('is a probability, also at the ends of the hard limits', () => {
    const ends: CustomerInput[] = cases.slice(0, 20).flatMap(({ customer }) => [
      { ...customer, income: 0, loanAmount: 100_000_000, missedPayments: 600, missedPaymentsDuration: 600 },
      { ...customer, income: 100_000_000, loanAmount: 1, interestRate: 0, loanTerm: 600, creditScore: 850 },
    ]);

    const probabilities = [...ends.map(chancesOf), ...truth].flatMap((chances) => Object.values(chances));
    expect(probabilities.filter((probability) => !(probability > 0 && probability < 1))).toEqual([]);
  });

  it('is what the outcomes of the history follow', () => {
    for (const strategy of strategies) {
      const applied = cases.filter((past) => past.strategy === strategy);
      const expected = applied.reduce((sum, past) => sum + successProbability(past.customer, strategy), 0);
      const successes = applied.filter((past) => past.successful).length;

      // Four standard errors of a share.
      expect(Math.abs(successes - expected) / applied.length).toBeLessThan(2 / Math.sqrt(applied.length));
    }
  });

  it('does not depend on gender, marital status or age', () => {
    for (const { customer } of cases.slice(0, 200)) {
      const others = Object.values(Gender).flatMap((gender) =>
        Object.values(MaritalStatus).map((maritalStatus) => ({
          ...customer,
          gender,
          maritalStatus,
          age: 83 - customer.age,
        })),
      );

      for (const other of others) expect(chancesOf(other)).toEqual(chancesOf(customer));
    }
  });

  it.each([
    'income',
    'loanAmount',
    'creditScore',
    'missedPayments',
    'missedPaymentsDuration',
    'loanTerm',
    'interestRate',
  ] as const)('is smooth in %s', (field) => {
    const step = field === 'interestRate' ? 0.01 : 1;

    for (const { customer } of cases.slice(0, 200)) {
      const before = chancesOf(customer);
      const after = chancesOf({ ...customer, [field]: customer[field] + step });

      for (const strategy of strategies) expect(Math.abs(after[strategy] - before[strategy])).toBeLessThan(0.15);
    }
  });

  it('makes each strategy the best one for a good share of borrowers', () => {
    for (const strategy of strategies)
      expect(best.filter((choice) => choice === strategy).length / best.length).toBeGreaterThan(0.1);
  });

  it('leaves the best fixed strategy clearly below the best strategy for each borrower', () => {
    expect(judged.oracle - judged.fixed[judged.bestFixed]).toBeGreaterThan(0.15);
  });

  it('gives the history a balanced outcome and a signal that can be learned', () => {
    const afterCutOff = cases.flatMap(({ customer, strategy, successful, timestamp }) =>
      timestamp < '2023-01-31' ? [] : [{ probability: successProbability(customer, strategy), successful }],
    );
    const successRate = cases.filter(({ successful }) => successful).length / cases.length;

    expect(successRate).toBeGreaterThan(0.4);
    expect(successRate).toBeLessThan(0.6);
    expect(areaUnderCurve(afterCutOff)).toBeGreaterThan(0.78);
    expect(areaUnderCurve(afterCutOff)).toBeLessThan(0.85);
  });
});

describe('choiceProbabilities', () => {
  it('gives every strategy a chance with every borrower', () => {
    const unfair = cases
      .map(({ customer }) => [...choiceProbabilities(customer).values()])
      .filter((chances) => {
        const isWhole = Math.abs(chances.reduce((sum, chance) => sum + chance, 0) - 1) < 1e-12;
        return !(chances.length === strategies.length && Math.min(...chances) >= 0.05 && isWhole);
      });

    expect(unfair).toEqual([]);
  });

  it('confounds the history: raw success rates rank the strategies wrongly', () => {
    const naive = ranked(rawSuccessRate);
    const real = ranked((strategy) => judged.fixed[strategy]);

    expect(naive).not.toEqual(real);
    expect(naive[0]).toBe(real.at(-1));
  });
});
