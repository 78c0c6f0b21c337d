import { describe, expect, it } from 'vitest';
import { ColumnValueError, toColumn, toNumber } from '../../../local/redshift-ml/dataset/column.ts';

describe('toNumber', () => {
  it('reads booleans, numbers and numeric text', () => {
    expect([true, false, 2.5, '12.50', ' 7 '].map((value) => toNumber(value, 'x'))).toEqual([1, 0, 2.5, 12.5, 7]);
  });

  it('makes null NaN', () => {
    expect(toNumber(null, 'x')).toBeNaN();
  });

  it.each(['', 'ten', '1,5'])('refuses %j and names the column', (text) => {
    expect(() => toNumber(text, 'income')).toThrow(ColumnValueError);
    expect(() => toNumber(text, 'income')).toThrow('income');
  });
});

describe('toColumn', () => {
  it('takes a column without text as numeric', () => {
    expect(toColumn('x', [1, null, true])).toEqual({
      name: 'x',
      kind: 'numeric',
      values: Float32Array.of(1, Number.NaN, 1),
    });
  });

  it('takes a column with text as categorical and keeps missing values', () => {
    expect(toColumn('x', ['a', null])).toEqual({ name: 'x', kind: 'categorical', values: ['a', null] });
  });

  it('reads DECIMAL text as numbers when the kind is given', () => {
    expect(toColumn('x', ['1.25', '3'], 'numeric').values).toEqual(Float32Array.of(1.25, 3));
  });
});
