import { describe, expect, it } from 'vitest';
import { binMatrix } from '../../../local/redshift-ml/learner/binned-matrix.ts';

function bin(...columns: number[][]) {
  const rowCount = columns[0]?.length ?? 0;
  return binMatrix({ names: [], rowCount, columns: columns.map((column) => Float32Array.from(column)) }, 256);
}

describe('binMatrix', () => {
  it('stores exclusive indicators in one column, and starts another where they overlap', () => {
    const matrix = bin([1, 0, 0], [0, 1, 0], [0, 1, 1]);

    expect(matrix.features.map(({ storedColumn }) => storedColumn)).toEqual([0, 0, 1]);
    expect(matrix.columnCount).toBe(2);
  });

  it("finds an indicator's rows in its bin", () => {
    const { features, bins, columnCount } = bin([1, 0, 0], [0, 1, 0]);

    const rowsOf = features.map(({ firstBin }) => [0, 1, 2].filter((row) => bins[row * columnCount] === firstBin));

    expect(rowsOf).toEqual([[0], [1]]);
  });

  it('keeps missing values in a bin of their own, after the others', () => {
    const { features, bins } = bin([5, Number.NaN, 7]);

    expect(features[0]).toMatchObject({ firstBin: 0, lastBin: 1, missingBin: 2 });
    expect([...bins]).toEqual([0, 2, 1]);
  });

  it('numbers bins in their column, and on over the columns', () => {
    const { features, bins, columnBegins, binCount } = bin([5, 6, 7], [0.5, 0.25, 0.25]);

    expect([...bins]).toEqual([0, 1, 1, 0, 2, 0]);
    expect([...columnBegins]).toEqual([0, 3]);
    expect(features[1]).toMatchObject({ firstBin: 3, lastBin: 4 });
    expect(binCount).toBe(5);
  });

  it('needs more than bytes beyond 256 bins of a column', () => {
    const values = Array.from({ length: 256 }, (_, row) => row);

    expect(bin(values).bins).toBeInstanceOf(Uint8Array);
    expect([...bin([...values, Number.NaN]).bins]).toEqual([...values, 256]);
  });

  it('starts another column when a bundle of indicators is full', () => {
    const indicators = Array.from({ length: 300 }, (_, feature) =>
      [feature, feature + 1].map((n) => Number(n === 300)),
    );

    const { features, bins, columnCount } = bin(...indicators);

    expect(features.map(({ storedColumn }) => storedColumn).lastIndexOf(0)).toBe(254);
    expect(columnCount).toBe(2);
    expect([...bins]).toEqual([0, 0, 0, 45]);
  });
});
