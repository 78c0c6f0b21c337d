import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../local/redshift-ml/learner/random.ts';
import { sortFloats } from '../../../local/redshift-ml/learner/sort-floats.ts';

describe('sortFloats', () => {
  it('sorts as `sort` does, without NaN', () => {
    const random = seededRandom(3);
    const values = Float32Array.from({ length: 5000 }, () => (random() - 0.5) * 10 ** Math.floor(random() * 60 - 30));
    const given = Float32Array.of(0, Number.NaN, -0, Number.POSITIVE_INFINITY, ...values, Number.NEGATIVE_INFINITY);

    expect(sortFloats(given)).toEqual(given.filter((value) => !Number.isNaN(value)).sort());
  });

  it('leaves the given values as they are', () => {
    const given = Float32Array.of(2, -1);

    expect([...sortFloats(given)]).toEqual([-1, 2]);
    expect([...given]).toEqual([2, -1]);
  });
});
