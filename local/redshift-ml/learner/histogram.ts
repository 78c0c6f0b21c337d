import type { BinnedMatrix } from './binned-matrix.ts';

/** Sums of gradients (even places) and hessians (odd places) of each bin, in double precision as in XGBoost. */
export type Histogram = Float64Array;

/** Derivatives of the loss for each row of the matrix. */
export interface Gradients {
  readonly gradients: Float32Array;
  readonly hessians: Float32Array;
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
export function buildHistogram(
  { bins, columnCount }: BinnedMatrix,
  { gradients, hessians }: Gradients,
  rows: Int32Array,
  begin: number,
  end: number,
  histogram: Histogram,
): void {
  histogram.fill(0);
  for (let place = begin; place < end; place++) {
    const row = rows[place] as number;
    const gradient = gradients[row] as number;
    const hessian = hessians[row] as number;
    const first = row * columnCount;
    const last = first + columnCount;
    for (let cell = first; cell < last; cell++) {
      const slot = (bins[cell] as number) << 1;
      histogram[slot] = (histogram[slot] as number) + gradient;
      histogram[slot + 1] = (histogram[slot + 1] as number) + hessian;
    }
  }
}

/** Turns a parent's histogram into that of the child whose sibling is given: half of the nodes need no pass over rows. */
export function subtractHistogram(parent: Histogram, sibling: Histogram): void {
  for (let slot = 0; slot < parent.length; slot++) {
    parent[slot] = (parent[slot] as number) - (sibling[slot] as number);
  }
}
