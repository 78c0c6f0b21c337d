import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../local/redshift-ml/learner/random.ts';
import { createReservoir } from '../../../local/redshift-ml/statements/reservoir.ts';

/** What a reservoir of that size keeps of the rows 0, 1, ... */
function keep(size: number, rowCount: number, seed = 1): number[] {
  const reservoir = createReservoir(size, seededRandom(seed));
  const kept: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    const place = reservoir();
    if (place !== undefined) kept[place] = row;
  }
  return kept;
}

describe('a reservoir', () => {
  it('keeps all rows in their order while there is room', () => {
    expect(keep(5, 4)).toEqual([0, 1, 2, 3]);
    expect(keep(4, 4)).toEqual([0, 1, 2, 3]);
  });

  it('ends up with its size, the same rows for the same seed', () => {
    expect(new Set(keep(100, 5000)).size).toBe(100);
    expect(keep(100, 5000)).toEqual(keep(100, 5000));
    expect(keep(100, 5000)).not.toEqual(keep(100, 5000, 2));
  });

  it('gives early and late rows the same chance', () => {
    const kept = Array.from({ length: 50 }, (_, seed) => keep(40, 400, seed)).flat();

    for (const quarter of [0, 1, 2, 3]) {
      const share = kept.filter((row) => Math.floor(row / 100) === quarter).length / kept.length;
      expect(share).toBeCloseTo(0.25, 1);
    }
  });

  it('keeps nothing without room', () => {
    expect(keep(0, 10)).toEqual([]);
  });
});
