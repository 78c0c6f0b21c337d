import { describe, expect, it } from 'vitest';
import { type RawValue, toColumn } from '../../../local/redshift-ml/dataset/column.ts';
import {
  compileColumn,
  type Encoder,
  encodeColumns,
  featureCount,
  featureNames,
} from '../../../local/redshift-ml/dataset/encoder.ts';
import { fitEncoder } from '../../../local/redshift-ml/dataset/fit-encoder.ts';

function encodeValue(encoder: Encoder, value: RawValue): number[] {
  const [column] = encoder;
  if (!column) throw new Error('the encoder has no column');
  const row = new Float32Array(featureCount(column));
  compileColumn(column)(value, row, 0);
  return [...row];
}

describe('an encoded category', () => {
  const encoder = fitEncoder([toColumn('loan_type', ['Home', 'Auto', 'Home', null])]);

  it('becomes one indicator for each category, in text order', () => {
    expect(featureNames(encoder)).toEqual(['loan_type=Auto', 'loan_type=Home']);
    expect(encodeValue(encoder, 'Home')).toEqual([0, 1]);
  });

  it('is all zero when unseen or missing', () => {
    expect(encodeValue(encoder, 'Boat')).toEqual([0, 0]);
    expect(encodeValue(encoder, null)).toEqual([0, 0]);
  });

  it('has no feature name that XGBoost refuses', () => {
    expect(featureNames(fitEncoder([toColumn('age', ['[18,25)', '<18'])]))).toEqual(['age=_18', 'age=_18,25)'].sort());
  });
});

describe('an encoded column of many categories', () => {
  const dates = Array.from({ length: 40 }, (_, day) => `2024-01-${String(day * 2 + 10).padStart(3, '0')}`);
  const encoder = fitEncoder([toColumn('day', dates)]);

  it('becomes its place in text order', () => {
    expect(dates.map((date) => encodeValue(encoder, date)[0])).toEqual(dates.map((_, place) => place));
  });

  it('lies between its neighbours when unseen, and is missing when missing', () => {
    expect(encodeValue(encoder, '2024-01-013')).toEqual([1.5]);
    expect(encodeValue(encoder, '2025')).toEqual([39.5]);
    expect(encodeValue(encoder, null)).toEqual([Number.NaN]);
  });
});

describe('an encoded number', () => {
  it('is filled by the median when training saw no missing value', () => {
    expect(encodeValue(fitEncoder([toColumn('x', [5, 1, 9])]), null)).toEqual([5]);
  });

  it('stays missing when training saw missing values', () => {
    expect(encodeValue(fitEncoder([toColumn('x', [5, null, 9])]), null)).toEqual([Number.NaN]);
  });

  it('is refused when it is text', () => {
    expect(() => encodeValue(fitEncoder([toColumn('income', [5])]), 'much')).toThrow('income');
  });
});

describe('encodeColumns', () => {
  const columns = [toColumn('a', [1, 2]), toColumn('b', ['x', 'y'])];

  it('encodes the columns that the encoder was fitted on, also after a journey as JSON', () => {
    const encoder = JSON.parse(JSON.stringify(fitEncoder(columns))) as Encoder;

    const matrix = encodeColumns(encoder, columns, 2);

    expect(matrix.names).toEqual(['a', 'b=x', 'b=y']);
    expect(matrix.columns.map((column) => [...column])).toEqual([
      [1, 2],
      [1, 0],
      [0, 1],
    ]);
  });

  it('refuses other columns by name', () => {
    expect(() => encodeColumns(fitEncoder(columns), columns.toReversed(), 2)).toThrow('column 1 must be a (numeric)');
  });
});
