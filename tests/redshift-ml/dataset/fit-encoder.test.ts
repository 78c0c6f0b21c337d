import { describe, expect, it } from 'vitest';
import { type RawValue, toColumn } from '../../../local/redshift-ml/dataset/column.ts';
import { encodeColumns, featureNames } from '../../../local/redshift-ml/dataset/encoder.ts';
import { fitEncoder } from '../../../local/redshift-ml/dataset/fit-encoder.ts';
import { PreprocessingError, type Transformer } from '../../../local/redshift-ml/dataset/preprocessing.ts';

/** What the transformers make of a column that they were fitted on: each feature's values by its name. */
function transform(values: readonly RawValue[], transformers: readonly Transformer[]): Record<string, number[]> {
  const column = toColumn('c', values);
  const encoder = fitEncoder([column], [{ columns: ['*'], transformers }]);
  const { names, columns } = encodeColumns(encoder, [column], values.length);
  expect(names).toEqual(featureNames(encoder));
  return Object.fromEntries(names.map((name, index) => [name, [...(columns[index] ?? [])]]));
}

describe('a transformer', () => {
  it('OneHotEncoder makes an indicator of every category, of numbers too', () => {
    expect(transform(['b', 'a', null], ['OneHotEncoder'])).toEqual({ 'c=a': [0, 1, 0], 'c=b': [1, 0, 0] });
    expect(transform([0.1, 2, null], ['OneHotEncoder'])).toEqual({
      [`c=${Math.fround(0.1)}`]: [1, 0, 0],
      'c=2': [0, 1, 0],
    });
  });

  it('OrdinalEncoder numbers categories in order, and leaves numbers in theirs', () => {
    expect(transform(['b', 'a', 'c'], ['OrdinalEncoder'])).toEqual({ c: [1, 0, 2] });
    expect(transform([5, 3, 9], ['OrdinalEncoder'])).toEqual({ c: [5, 3, 9] });
  });

  it('Imputer fills in the median or the most frequent category', () => {
    expect(transform([1, 2, null, 9], ['Imputer'])).toEqual({ c: [1, 2, 2, 9] });
    expect(transform(['a', 'b', 'b', null], ['OrdinalEncoder', 'Imputer'])).toEqual({ c: [0, 1, 1, 1] });
  });

  it('ImputerWithIndicator also marks what was missing', () => {
    expect(transform([1, null], ['ImputerWithIndicator'])).toEqual({ c: [1, 1], 'c?': [0, 1] });
    expect(transform(['a', null], ['ImputerWithIndicator', 'OneHotEncoder'])).toEqual({ 'c=a': [1, 1], 'c?': [0, 1] });
  });

  it.each(['NumericPassthrough', 'StandardScaler', 'MinMax'] as const)('%s leaves numbers in their order', (name) => {
    expect(transform([3, null, -1], [name])).toEqual({ c: [3, Number.NaN, -1] });
  });

  it('DateTimeVectorizer cuts dates, times and timestamps into their parts', () => {
    const dates = transform(['2024-02-29', '2024-03-03 12:30:15', '07:45:00', null], ['DateTimeVectorizer']);

    expect(dates).toEqual({
      'c.year': [2024, 2024, Number.NaN, Number.NaN],
      'c.month': [2, 3, Number.NaN, Number.NaN],
      'c.day': [29, 3, Number.NaN, Number.NaN],
      'c.weekday': [4, 0, Number.NaN, Number.NaN],
      'c.hour': [Number.NaN, 12, 7, Number.NaN],
      'c.minute': [Number.NaN, 30, 45, Number.NaN],
      'c.second': [Number.NaN, 15, 0, Number.NaN],
    });
  });

  it.each([
    [['a'], ['NumericPassthrough'], 'column c: NumericPassthrough does not fit a categorical column'],
    [['a'], ['StandardScaler'], 'column c: StandardScaler does not fit a categorical column'],
    [[1], ['DateTimeVectorizer'], 'column c: DateTimeVectorizer does not fit a numeric column'],
    [['a'], ['OneHotEncoder', 'OrdinalEncoder'], 'column c: OneHotEncoder and OrdinalEncoder exclude each other'],
  ] as const)('of %j by %j is refused where it does not fit', (values, transformers, message) => {
    expect(() => transform(values, transformers)).toThrow(new PreprocessingError(message));
  });
});

describe('fitEncoder', () => {
  it('encodes by their kind the columns that no set names, and prefers a name to the star', () => {
    const columns = [toColumn('a', [1, 2]), toColumn('b', ['x', 'y']), toColumn('c', ['x', 'y'])];

    const named = fitEncoder(columns, [{ columns: ['b'], transformers: ['OrdinalEncoder'] }]);
    const starred = fitEncoder(columns.slice(1), [
      { columns: ['*'], transformers: ['OneHotEncoder'] },
      { columns: ['b'], transformers: ['OrdinalEncoder'] },
    ]);

    expect(named.map(({ encoding }) => encoding)).toEqual(['numeric', 'ordinal', 'indicators']);
    expect(starred.map(({ encoding }) => encoding)).toEqual(['ordinal', 'indicators']);
  });
});
