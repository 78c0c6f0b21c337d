import { describe, expect, it } from 'vitest';
import { bestStrategy, judgePolicy } from '../../../bench/quality/policy.ts';

const truth = [
  { wait: 0.9, act: 0.1 },
  { wait: 0.2, act: 0.6 },
];

describe('judgePolicy', () => {
  it('gives the value of each fixed strategy, of the choices and of the oracle', () => {
    const judged = judgePolicy(truth, ['wait', 'wait']);

    expect(judged).toEqual({
      fixed: { wait: expect.closeTo(0.55), act: expect.closeTo(0.35) },
      bestFixed: 'wait',
      value: expect.closeTo(0.55),
      oracle: expect.closeTo(0.75),
      gapWon: expect.closeTo(0),
    });
  });

  it('gives the oracle the whole gap, and a bad policy less than nothing', () => {
    expect(judgePolicy(truth, ['wait', 'act']).gapWon).toBeCloseTo(1, 12);
    expect(judgePolicy(truth, ['act', 'wait']).gapWon).toBeCloseTo((0.15 - 0.55) / 0.2, 12);
  });

  it('refuses choices that do not fit the borrowers', () => {
    expect(() => judgePolicy(truth, ['wait'])).toThrow('2 borrowers need as many choices, not 1');
  });
});

describe('bestStrategy', () => {
  it('is the one with the highest chance', () => {
    expect(bestStrategy({ wait: 0.2, act: 0.6, ask: 0.5 })).toBe('act');
  });
});
