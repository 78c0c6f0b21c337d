import type { FloatSorter } from './sort-floats.ts';

const largestFloat32 = 2 ** 128 - 2 ** 104;

/** Upper bounds of a feature's bins, ascending: bin i holds the values below cuts[i] and not below cuts[i - 1]. */
export type QuantileCuts = Float32Array;

/**
 * Cuts a feature's values into at most `maxBin` bins of about equally many rows, or one for each distinct value.
 * As in XGBoost, cuts are values of the data and the last lies above the largest. No cuts when every value is missing.
 */
export function quantileCuts(values: Float32Array, maxBin: number, sort: FloatSorter): QuantileCuts {
  const sorted = sort(values);
  const largest = sorted.at(-1);
  if (largest === undefined) return new Float32Array(0);
  const inner = distinctAfterFirst(sorted, maxBin) ?? quantiles(sorted, maxBin);
  return Float32Array.of(...inner, Math.min(largest + Math.abs(largest) + 1e-5, largestFloat32));
}

/** The distinct values but the first; undefined when there are more than `limit` in all. */
function distinctAfterFirst(sorted: Float32Array, limit: number): number[] | undefined {
  const distinct: number[] = [];
  for (let index = 1; index < sorted.length; index++) {
    if (sorted[index] === sorted[index - 1]) continue;
    if (distinct.length + 1 === limit) return undefined;
    distinct.push(sorted[index] as number);
  }
  return distinct;
}

function quantiles(sorted: Float32Array, count: number): Float32Array {
  const bounds = Float32Array.from({ length: count - 1 }, (_, index) => {
    return sorted[Math.floor(((index + 1) * sorted.length) / count)] as number;
  });
  return bounds.filter((bound, index) => bound !== (index === 0 ? sorted[0] : bounds[index - 1]));
}

/** Finds the bin of a present value: the first whose cut lies above it; values above all cuts are in the last. */
export type BinFinder = (value: number) => number;

/** Compiles the search for one feature's bins: halving without a branch that the processor could guess wrong. */
export function binFinder(cuts: QuantileCuts): BinFinder {
  const last = cuts.length - 1;
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, cuts.length)));
  const bounds = new Float32Array(size).fill(Number.POSITIVE_INFINITY);
  bounds.set(cuts.subarray(0, last));
  return (value) => {
    let bin = 0;
    for (let step = size >> 1; step > 0; step >>= 1) bin += step * Number((bounds[bin + step - 1] as number) <= value);
    return Math.min(bin, last);
  };
}
