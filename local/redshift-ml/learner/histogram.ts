import type { BinnedMatrix } from './binned-matrix.ts';

/** Sums of gradients (even places) and hessians (odd places) of each bin, in double precision as in XGBoost. */
export type Histogram = Float64Array;

/**
 * Derivatives of the loss: a gradient and its hessian side by side, for each row of the matrix and each of its margins.
 * The pair of a row and margin begins at 2 * (row * marginCount + margin).
 */
export type GradientPairs = Float32Array;

/** The gradient pairs that one tree learns from. */
export interface Gradients {
  readonly pairs: GradientPairs;
  readonly marginCount: number;
  readonly margin: number;
}

/** Keeps histograms that are no longer needed for the next nodes and trees. */
export interface HistogramPool {
  take(): Histogram;
  give(histogram: Histogram): void;
}

/** Makes a pool of histograms with `binCount` bins; a histogram that it hands out still holds what it held before. */
export function createHistogramPool(binCount: number): HistogramPool {
  const free: Histogram[] = [];
  return {
    take: () => free.pop() ?? new Float64Array(2 * binCount),
    give: (histogram) => {
      free.push(histogram);
    },
  };
}

/** Overwrites `histogram` with the sums over rows[begin, end). */
export type HistogramBuilder = (
  gradients: Gradients,
  rows: Int32Array,
  begin: number,
  end: number,
  histogram: Histogram,
) => void;

type ColumnsAdder = (
  pairs: GradientPairs,
  marginCount: number,
  margin: number,
  rows: Int32Array,
  begin: number,
  end: number,
  histogram: Histogram,
) => void;

// More columns at once would make a function that the compiler takes too long for.
const MOST_COLUMNS_AT_ONCE = 32;

/** Makes the histogram builder of one matrix. */
export function createHistogramBuilder(matrix: BinnedMatrix): HistogramBuilder {
  const adders: ColumnsAdder[] = [];
  for (let first = 0; first < matrix.columnCount; first += MOST_COLUMNS_AT_ONCE) {
    adders.push(compileAdder(matrix, first, Math.min(matrix.columnCount, first + MOST_COLUMNS_AT_ONCE)));
  }
  return ({ pairs, marginCount, margin }, rows, begin, end, histogram) => {
    histogram.fill(0);
    for (const add of adders) add(pairs, marginCount, margin, rows, begin, end, histogram);
  };
}

/**
 * Training spends most of its time here. The code is written for the matrix, a statement for each column: with an inner
 * loop over the columns it takes twice as long.
 */
function compileAdder({ bins, columnCount, columnBegins }: BinnedMatrix, first: number, last: number): ColumnsAdder {
  const columns = Array.from({ length: last - first }, (_, index) => first + index);
  const statements = columns.map(
    (column) => `
      slot = ${2 * (columnBegins[column] as number)} + (bins[cell + ${column}] << 1);
      histogram[slot] += gradient;
      histogram[slot + 1] += hessian;`,
  );
  const source = `return (pairs, marginCount, margin, rows, begin, end, histogram) => {
    for (let place = begin; place < end; place++) {
      const row = rows[place];
      const pair = 2 * (row * marginCount + margin);
      const gradient = pairs[pair];
      const hessian = pairs[pair + 1];
      const cell = row * ${columnCount};
      let slot = 0;${statements.join('')}
    }
  }`;
  return new Function('bins', source)(bins) as ColumnsAdder;
}

/** Turns a parent's histogram into that of the child whose sibling is given: half of the nodes need no pass over rows. */
export function subtractHistogram(parent: Histogram, sibling: Histogram): void {
  for (let slot = 0; slot < parent.length; slot++) {
    parent[slot] = (parent[slot] as number) - (sibling[slot] as number);
  }
}
