import { describe, expect, it } from 'vitest';
import { judgeQuality } from '../../../bench/quality/judge-quality.ts';
import { formatQuality, isReached, verdictsOf } from '../../../bench/quality/quality-report.ts';
import type { StrategyRanking } from '../../../client/recourse.ts';
import { generateHistory } from '../../../data/generate-history.ts';
import type { HistoryCase } from '../../../data/history-case.ts';
import { successProbability } from '../../../data/truth.ts';
import { RemediationStrategy } from '../../../graphql/generated/types.ts';

const cases = [...generateHistory({ rows: 2000, seed: 9 })];
const baseRate = cases.filter(({ successful }) => successful).length / cases.length;

/** The ranking that a model with these probabilities gives. */
function rankingBy(past: HistoryCase, probabilityOf: (strategy: RemediationStrategy) => number): StrategyRanking {
  const strategies = Object.values(RemediationStrategy)
    .map((strategy) => ({ strategy, probability: probabilityOf(strategy) }))
    .sort((one, other) => other.probability - one.probability)
    .map((ranked, index) => ({ ...ranked, rank: index + 1, successful: ranked.probability >= 0.5 }));
  return {
    customerId: past.customer.customerId,
    strategies,
    outOfRange: [],
    model: { name: 'predict_outcome_v1', version: 1, trainedAt: '2026-01-01T00:00:00Z' },
    evaluation: {
      auc: 0.8,
      aucLow: 0.7,
      aucHigh: 0.9,
      brier: 0.2,
      rows: cases.length,
      betterThanChance: true,
      summary: '',
      evaluatedAt: '2026-01-01T00:00:00Z',
    },
  };
}

const judge = (probabilityOf: (past: HistoryCase, strategy: RemediationStrategy) => number) =>
  judgeQuality(
    cases,
    cases.map((past) => rankingBy(past, (strategy) => probabilityOf(past, strategy))),
    baseRate,
  );

const truth = (past: HistoryCase, strategy: RemediationStrategy) => successProbability(past.customer, strategy);
const byTruth = judge(truth);
const againstTruth = judge((past, strategy) => 1 - truth(past, strategy));
// Remembers only which strategy it is about, so it gives everybody the same one.
const sameForAll = judge((_, strategy) => (strategy === byTruth.policy.bestFixed ? 0.6 : 0.4));

describe('judgeQuality', () => {
  it('finds nothing to improve in a model that knows the truth', () => {
    expect(byTruth.auc.model).toBe(byTruth.auc.oracle);
    expect(byTruth.brier.model).toBe(byTruth.brier.oracle);
    expect(byTruth.policy.value).toBe(byTruth.policy.oracle);
    expect(byTruth.policy.gapWon).toBeCloseTo(1, 12);
  });

  it('sees a model that says the opposite of the truth', () => {
    expect(againstTruth.auc.model).toBeCloseTo(1 - againstTruth.auc.oracle, 12);
    expect(againstTruth.policy.gapWon).toBeLessThan(0);
  });

  it('gives a model that tells everybody the best fixed strategy nothing of the gap', () => {
    expect(sameForAll.policy.gapWon).toBeCloseTo(0, 12);
  });

  it('puts the score of the base rate beside the scores of the model and the truth', () => {
    expect(byTruth.brier.baseRate).toBeCloseTo(baseRate * (1 - baseRate), 12);
    expect(byTruth.brier.oracle).toBeLessThan(byTruth.brier.baseRate);
  });

  it('refuses a ranking that leaves out the applied strategy', () => {
    const [past] = cases;
    if (!past) throw new Error('no case');
    const ranking = rankingBy(past, () => 0.5);
    const strategies = ranking.strategies.filter(({ strategy }) => strategy !== past.strategy);

    expect(() => judgeQuality([past], [{ ...ranking, strategies }], baseRate)).toThrow(
      `A ranking leaves out ${past.strategy}`,
    );
  });
});

describe('formatQuality', () => {
  it('says which goals are reached', () => {
    expect(verdictsOf(byTruth).every(isReached)).toBe(true);
    expect(verdictsOf(sameForAll).some(isReached)).toBe(false);
    expect(formatQuality(byTruth).match(/^REACHED .*: 1\.000 \(goal 0\.5\)$/gm)).toHaveLength(2);
    expect(formatQuality(sameForAll).match(/^MISSED /gm)).toHaveLength(2);
  });

  it('prints the oracle and every fixed strategy beside the model', () => {
    const text = formatQuality(byTruth);

    for (const name of ['always Payment Reminder', 'always Deferment', 'top-ranked by the model', '(best fixed)'])
      expect(text).toContain(name);
    expect(text).toContain(byTruth.auc.oracle.toFixed(4));
    expect(text).toContain(byTruth.policy.oracle.toFixed(4));
  });
});
