import { describe, expect, it } from 'vitest';
import { binFinder, quantileCuts } from '../../../local/redshift-ml/learner/quantile-cuts.ts';
import { createFloatSorter } from '../../../local/redshift-ml/learner/sort-floats.ts';

const cut = (values: Float32Array, maxBin: number) => quantileCuts(values, maxBin, createFloatSorter(values.length));

describe('quantileCuts', () => {
  it('gives each distinct value a bin when there are few, the last cut above the largest', () => {
    const cuts = cut(Float32Array.of(3, 1, 2, 2, Number.NaN), 256);

    expect([...cuts.slice(0, 2)]).toEqual([2, 3]);
    expect(cuts[2]).toBeGreaterThan(3);
    expect(cuts).toHaveLength(3);
  });

  it('makes bins of equally many rows when values are many', () => {
    const values = Float32Array.from({ length: 1000 }, (_, row) => (row * 7) % 1000);

    const cuts = cut(values, 10);

    expect([...cuts.slice(0, 9)]).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900]);
  });

  it('makes no empty bins of a value that is very common', () => {
    const values = Float32Array.from({ length: 1000 }, (_, row) => (row < 900 ? 0 : row));

    const cuts = cut(values, 10);

    expect(new Set(cuts).size).toBe(cuts.length);
    expect(cuts[0]).toBe(900);
  });

  it('cuts nothing where nothing is', () => {
    expect(cut(Float32Array.of(Number.NaN), 256)).toHaveLength(0);
  });
});

describe('binFinder', () => {
  const cuts = Float32Array.of(2, 3, 4);

  it('puts a value below the first cut above it', () => {
    expect([1, 1.9, 2, 2.5, 3, 3.9].map(binFinder(cuts))).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('puts a value above all cuts in the last bin', () => {
    expect(binFinder(cuts)(99)).toBe(2);
  });
});
