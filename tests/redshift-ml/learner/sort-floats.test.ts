import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../local/redshift-ml/learner/random.ts';
import { createFloatSorter } from '../../../local/redshift-ml/learner/sort-floats.ts';

describe('createFloatSorter', () => {
  it('sorts as `sort` does, without NaN', () => {
    const random = seededRandom(3);
    const values = Float32Array.from({ length: 5000 }, () => (random() - 0.5) * 10 ** Math.floor(random() * 60 - 30));
    const given = Float32Array.of(0, Number.NaN, -0, Number.POSITIVE_INFINITY, ...values, Number.NEGATIVE_INFINITY);

    expect(createFloatSorter(given.length)(given)).toEqual(given.filter((value) => !Number.isNaN(value)).sort());
  });

  it('leaves the given values as they are, and sorts fewer than it has room for', () => {
    const sort = createFloatSorter(3);
    const given = Float32Array.of(2, -1);

    expect([...sort(Float32Array.of(9, 7, 8))]).toEqual([7, 8, 9]);
    expect([...sort(given)]).toEqual([-1, 2]);
    expect([...given]).toEqual([2, -1]);
  });
});
