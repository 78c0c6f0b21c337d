/** Upper bounds of a feature's bins, ascending: bin i holds the values below cuts[i] and not below cuts[i - 1]. */
export type QuantileCuts = Float32Array;

/**
 * Cuts a feature's values into at most `maxBin` bins of about equally many rows, or one for each distinct value.
 * As in XGBoost, cuts are values of the data and the last lies above the largest. No cuts when every value is missing.
 */
export function quantileCuts(values: Float32Array, maxBin: number): QuantileCuts {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const distinct = sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
  const largest = distinct.at(-1);
  if (largest === undefined) return new Float32Array(0);
  const inner = distinct.length <= maxBin ? distinct.slice(1) : quantiles(sorted, maxBin);
  return Float32Array.of(...inner, largest + Math.abs(largest) + 1e-5);
}

function quantiles(sorted: Float32Array, count: number): Float32Array {
  const bounds = Float32Array.from({ length: count - 1 }, (_, index) => {
    return sorted[Math.floor(((index + 1) * sorted.length) / count)] as number;
  });
  return bounds.filter((bound, index) => bound !== (index === 0 ? sorted[0] : bounds[index - 1]));
}

/** The bin of a present value: the first whose cut lies above it; values above all cuts are in the last. */
export function findBin(cuts: QuantileCuts, value: number): number {
  let low = 0;
  let high = cuts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
