import { describe, expect, it } from 'vitest';
import { collectColumn } from '../../../local/redshift-ml/dataset/column-collector.ts';

describe('collectColumn', () => {
  it('keeps the rows asked for at their places, missing numbers as NaN', () => {
    const collector = collectColumn('x', 'numeric', 3);

    collector.put([1.5, null, '2.25', true], [0, 1, 2], [0, 1, 2]);
    collector.put(Float64Array.of(7, 8), [1], [0]);

    expect(collector.column(3)).toEqual({ name: 'x', kind: 'numeric', values: Float32Array.of(8, Number.NaN, 2.25) });
  });

  it('grows to all its rows without losing any', () => {
    const collector = collectColumn('x', 'numeric', 200_000);
    const rows = Array.from({ length: 50_000 }, (_, row) => row);

    for (const begin of [0, 50_000, 100_000, 150_000]) {
      collector.put(
        rows.map((row) => begin + row),
        rows,
        rows.map((row) => begin + row),
      );
    }

    expect([...collector.column(200_000).values].every((value, row) => value === row)).toBe(true);
  });

  it('keeps categories as texts', () => {
    const collector = collectColumn('kind', 'categorical', 3);

    collector.put(['a', null, 5], [0, 1, 2], [0, 1, 2]);

    expect(collector.column(3)).toEqual({ name: 'kind', kind: 'categorical', values: ['a', null, '5'] });
  });

  it('refuses text in the place of a number', () => {
    expect(() => collectColumn('x', 'numeric', 1).put(['low'], [0], [0])).toThrow('column x: "low" is not a number');
  });
});
