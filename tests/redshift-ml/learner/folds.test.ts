import { describe, expect, it } from 'vitest';
import { splitFolds } from '../../../local/redshift-ml/learner/folds.ts';
import { seededRandom } from '../../../local/redshift-ml/learner/random.ts';

describe('splitFolds', () => {
  const classes = Float32Array.from({ length: 103 }, (_, row) => (row % 10 === 0 ? 1 : 0));
  const folds = splitFolds(103, 5, seededRandom(1), classes);

  it('validates each row once and trains on the others', () => {
    expect(folds.flatMap(({ validationRows }) => [...validationRows]).sort((a, b) => a - b)).toEqual([
      ...Array(103).keys(),
    ]);
    for (const { trainingRows, validationRows } of folds) {
      expect(new Set([...trainingRows, ...validationRows]).size).toBe(103);
    }
  });

  it('spreads each class evenly', () => {
    const positives = folds.map(({ validationRows }) => validationRows.filter((row) => classes[row] === 1).length);

    expect(positives.toSorted()).toEqual([2, 2, 2, 2, 3]);
  });

  it('follows the seed', () => {
    expect(splitFolds(103, 5, seededRandom(1), classes)).toEqual(folds);
    expect(splitFolds(103, 5, seededRandom(2), classes)).not.toEqual(folds);
  });
});
