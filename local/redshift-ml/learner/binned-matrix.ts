import type { FeatureMatrix } from '../dataset/feature-matrix.ts';
import { findBin, quantileCuts } from './quantile-cuts.ts';

/**
 * How one feature lies in the binned matrix. A numeric feature has a stored column of its own; 0/1 features of which at
 * most one is 1 in each row (one-hot categories) share a column, as in LightGBM's exclusive feature bundling
 * (https://papers.nips.cc/paper/6907), so that a category costs as much as a number.
 */
export interface BinnedFeature {
  readonly storedColumn: number;
  /** An indicator's only bin holds its rows with 1. */
  readonly isIndicator: boolean;
  readonly firstBin: number;
  readonly lastBin: number;
  /** The bin of missing values, right after lastBin; -1 when none is missing. */
  readonly missingBin: number;
}

/** The training data as bin numbers, which are unique over all stored columns. */
export interface BinnedMatrix {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly binCount: number;
  /** Row-major: row * columnCount + storedColumn. */
  readonly bins: Uint16Array | Uint32Array;
  /** Upper bound of each bin's values; an indicator's cut is 1. */
  readonly cuts: Float32Array;
  readonly features: readonly BinnedFeature[];
}

interface StoredColumn {
  /** Bins counted from the column's first one. */
  readonly bins: Uint32Array;
  readonly cuts: number[];
  readonly isBundle: boolean;
}

interface PlacedFeature extends BinnedFeature {
  readonly firstBin: number;
}

/** Bins every feature; `maxBin` is the most bins of a numeric one. */
export function binMatrix(matrix: FeatureMatrix, maxBin: number): BinnedMatrix {
  const stored: StoredColumn[] = [];
  const placed = matrix.columns.map((values) => placeFeature(values, stored, maxBin));
  const begins = [0];
  for (const { cuts } of stored) begins.push((begins.at(-1) ?? 0) + cuts.length);
  const binCount = begins.at(-1) ?? 0;
  const features = placed.map((feature) => shiftBins(feature, begins[feature.storedColumn] ?? 0));
  return {
    rowCount: matrix.rowCount,
    columnCount: stored.length,
    binCount,
    bins: interleave(stored, begins, matrix.rowCount),
    cuts: Float32Array.from(stored.flatMap(({ cuts }) => cuts)),
    features,
  };
}

function shiftBins(feature: PlacedFeature, begin: number): BinnedFeature {
  const { firstBin, lastBin, missingBin } = feature;
  return {
    ...feature,
    firstBin: firstBin + begin,
    lastBin: lastBin + begin,
    missingBin: missingBin < 0 ? -1 : missingBin + begin,
  };
}

function placeFeature(values: Float32Array, stored: StoredColumn[], maxBin: number): PlacedFeature {
  return values.every((value) => value === 0 || value === 1)
    ? placeIndicator(values, stored)
    : placeNumeric(values, stored, maxBin);
}

function placeIndicator(values: Float32Array, stored: StoredColumn[]): PlacedFeature {
  const last = stored.at(-1);
  const joins = last?.isBundle && values.every((value, row) => value === 0 || last.bins[row] === 0);
  const bundle = joins ? last : { bins: new Uint32Array(values.length), cuts: [1], isBundle: true };
  if (!joins) stored.push(bundle);
  const bin = bundle.cuts.push(1) - 1;
  values.forEach((value, row) => {
    if (value === 1) bundle.bins[row] = bin;
  });
  return { storedColumn: stored.length - 1, isIndicator: true, firstBin: bin, lastBin: bin, missingBin: -1 };
}

function placeNumeric(values: Float32Array, stored: StoredColumn[], maxBin: number): PlacedFeature {
  const cuts = [...quantileCuts(values, maxBin)];
  const lastBin = cuts.length - 1;
  const hasMissing = values.some(Number.isNaN);
  const bounds = Float32Array.from(cuts);
  const bins = Uint32Array.from(values, (value) => (Number.isNaN(value) ? cuts.length : findBin(bounds, value)));
  stored.push({ bins, cuts: hasMissing ? [...cuts, Number.NaN] : cuts, isBundle: false });
  const missingBin = hasMissing ? lastBin + 1 : -1;
  return { storedColumn: stored.length - 1, isIndicator: false, firstBin: 0, lastBin, missingBin };
}

function interleave(stored: readonly StoredColumn[], begins: readonly number[], rowCount: number) {
  const binCount = begins.at(-1) ?? 0;
  const size = rowCount * stored.length;
  const bins = binCount <= 2 ** 16 ? new Uint16Array(size) : new Uint32Array(size);
  stored.forEach((column, index) => {
    const begin = begins[index] ?? 0;
    for (let row = 0; row < rowCount; row++) bins[row * stored.length + index] = begin + (column.bins[row] as number);
  });
  return bins;
}
