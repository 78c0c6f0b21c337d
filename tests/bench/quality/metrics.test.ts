import { describe, expect, it } from 'vitest';
import {
  areaUnderCurve,
  brierScore,
  calibrationError,
  reliabilityTable,
  type ScoredCase,
} from '../../../bench/quality/metrics.ts';

const scored = (...cases: readonly (readonly [number, boolean])[]): ScoredCase[] =>
  cases.map(([probability, successful]) => ({ probability, successful }));

/** The definition: of all pairs of a success and a failure, the share that is ordered rightly. */
function shareOfPairs(cases: readonly ScoredCase[]): number {
  const successes = cases.filter((one) => one.successful);
  const failures = cases.filter((one) => !one.successful);
  const pairs = successes.flatMap((success) =>
    failures.map((failure) => (Math.sign(success.probability - failure.probability) + 1) / 2),
  );
  return pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length;
}

describe('areaUnderCurve', () => {
  it('is 1 when every success is above every failure, and 0 the other way round', () => {
    expect(areaUnderCurve(scored([0.9, true], [0.8, true], [0.7, false]))).toBe(1);
    expect(areaUnderCurve(scored([0.1, true], [0.2, true], [0.7, false]))).toBe(0);
  });

  it('is one half when all probabilities are equal', () => {
    expect(areaUnderCurve(scored([0.4, true], [0.4, false], [0.4, false]))).toBe(0.5);
  });

  it('equals the share of rightly ordered pairs, ties counting half', () => {
    const cases = Array.from({ length: 300 }, (_, index) => ({
      probability: ((index * 37) % 50) / 50,
      successful: (index * 101) % 7 < index % 5,
    }));

    expect(areaUnderCurve(cases)).toBeCloseTo(shareOfPairs(cases), 12);
  });

  it('refuses cases of one outcome', () => {
    expect(() => areaUnderCurve(scored([0.4, true]))).toThrow('AUC needs a success and a failure');
  });
});

describe('brierScore', () => {
  it('is the mean squared error', () => {
    expect(brierScore(scored([1, true], [0.5, false], [0.2, true]))).toBeCloseTo((0 + 0.25 + 0.64) / 3, 12);
  });
});

describe('reliabilityTable', () => {
  const cases = Array.from({ length: 105 }, (_, index) => ({ probability: index / 105, successful: index % 4 === 0 }));

  it('puts every case in one of ten groups of equal size, lowest first', () => {
    const table = reliabilityTable(cases);

    expect(table).toHaveLength(10);
    expect(table.reduce((sum, group) => sum + group.cases, 0)).toBe(105);
    for (const group of table) expect(Math.abs(group.cases - 10.5)).toBeLessThanOrEqual(0.5);
    for (const [index, group] of table.slice(1).entries())
      expect(group.lowest).toBeGreaterThan(table[index]?.highest ?? Number.NaN);
  });

  it('gives what was predicted and what came of it', () => {
    const [group] = reliabilityTable(scored([0.2, false], [0.4, true], [0.9, true], [0.7, true]), 2);

    expect(group).toEqual({
      cases: 2,
      lowest: 0.2,
      highest: 0.4,
      meanProbability: expect.closeTo(0.3),
      successRate: 0.5,
    });
  });
});

describe('calibrationError', () => {
  it('weighs each group by its cases', () => {
    const cases = scored([0.1, false], [0.1, false], [0.1, false], [0.6, true]);

    expect(calibrationError(reliabilityTable(cases, 2))).toBeCloseTo((2 * 0.1 + 2 * Math.abs(0.35 - 0.5)) / 4, 12);
  });
});
