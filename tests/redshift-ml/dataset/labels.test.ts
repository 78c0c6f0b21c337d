import { describe, expect, it } from 'vitest';
import { encodeTarget, TargetError } from '../../../local/redshift-ml/dataset/labels.ts';

describe('encodeTarget', () => {
  it.each([
    ['booleans', [true, false, true], [false, true], [1, 0, 1]],
    ['numbers', [10, 9, 10], [9, 10], [1, 0, 1]],
    ['texts', ['yes', 'no', 'yes'], ['no', 'yes'], [1, 0, 1]],
  ])('numbers two %s as a binary problem, smaller first', (_, target, labels, values) => {
    expect(encodeTarget(target)).toEqual({
      problemType: 'BINARY_CLASSIFICATION',
      labels,
      values: Float32Array.from(values),
    });
  });

  it('takes three texts as classes and many fractions as a regression', () => {
    expect(encodeTarget(['a', 'b', 'c']).problemType).toBe('MULTICLASS_CLASSIFICATION');
    expect(encodeTarget([0.5, 1.5, 2.25]).problemType).toBe('REGRESSION');
  });

  it('keeps the values of a regression', () => {
    expect(encodeTarget([1, 0, 1], 'REGRESSION')).toEqual({
      problemType: 'REGRESSION',
      labels: [],
      values: Float32Array.of(1, 0, 1),
    });
  });

  it.each([
    ['one value only', [true, true], 'two different values'],
    ['a missing value', [true, null, false], 'NULL in 1 of 3 rows'],
  ])('refuses %s', (_, target, message) => {
    expect(() => encodeTarget(target)).toThrow(TargetError);
    expect(() => encodeTarget(target)).toThrow(message);
  });

  it('refuses three values as a binary target', () => {
    expect(() => encodeTarget([1, 2, 3], 'BINARY_CLASSIFICATION')).toThrow('this one has 3');
  });
});
