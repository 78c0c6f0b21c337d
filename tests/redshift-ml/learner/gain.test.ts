import { describe, expect, it } from 'vitest';
import { leafGain, leafWeight } from '../../../local/redshift-ml/learner/gain.ts';

const plain = { lambda: 1, alpha: 0, max_delta_step: 0 };

describe('leafWeight', () => {
  it('is -G / (H + lambda)', () => {
    expect(leafWeight(6, 2, plain)).toBe(-2);
  });

  it('shrinks G by alpha, to zero at most', () => {
    expect(leafWeight(6, 2, { ...plain, alpha: 3 })).toBe(-1);
    expect(leafWeight(-6, 2, { ...plain, alpha: 3 })).toBe(1);
    expect(leafWeight(2, 2, { ...plain, alpha: 3 })).toBeCloseTo(0, 15);
  });

  it('is bounded by max_delta_step', () => {
    expect(leafWeight(6, 2, { ...plain, max_delta_step: 0.5 })).toBe(-0.5);
  });

  it('is 0 without rows', () => {
    expect(leafWeight(0, 0, { ...plain, lambda: 0 })).toBe(0);
  });
});

describe('leafGain', () => {
  it('is G squared / (H + lambda)', () => {
    expect(leafGain(6, 2, plain)).toBe(12);
    expect(leafGain(6, 2, { ...plain, alpha: 3 })).toBe(3);
  });

  it('is the gain of the bounded weight with max_delta_step', () => {
    expect(leafGain(6, 2, { ...plain, max_delta_step: 0.5 })).toBe(-(2 * 6 * -0.5 + 3 * 0.25));
  });
});
