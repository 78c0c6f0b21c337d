import type { FeatureMatrix } from '../dataset/feature-matrix.ts';
import { binFinder, type QuantileCuts, quantileCuts } from './quantile-cuts.ts';
import { createFloatSorter } from './sort-floats.ts';

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

/** Numbers of bins in their columns: bytes where they are enough. */
export type BinNumbers = Uint8Array | Uint16Array;

/** The training data as bin numbers. A bin has a number in its stored column and one, higher, among all columns' bins. */
export interface BinnedMatrix {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly binCount: number;
  /** The bins' numbers in their columns, row-major: row * columnCount + storedColumn. */
  readonly bins: BinNumbers;
  /** The same numbers column by column, for those who ask for one column of many rows. */
  readonly columns: readonly BinNumbers[];
  /** By stored column: the number of its first bin among all. */
  readonly columnBegins: Int32Array;
  /** Upper bound of each bin's values, by its number among all; an indicator's cut is 1. */
  readonly cuts: Float32Array;
  /** Their bins are numbered among all. */
  readonly features: readonly BinnedFeature[];
}

/** The most bins of a feature that a bin number has room for, besides the bin of missing values. */
export const mostBins = 2 ** 16 - 1;

// A bundle of more indicators would no longer fit into bytes.
const MOST_BUNDLE_BINS = 2 ** 8;

interface StoredColumn {
  readonly cuts: number[];
  /** A bundle's rows that have a 1 already; undefined for a number. */
  readonly taken: Uint8Array | undefined;
}

/** A feature's place, with bins numbered in its column. */
interface PlacedFeature extends BinnedFeature {
  readonly cuts: QuantileCuts;
}

/** Bins every feature; `maxBin` is the most bins of a numeric one, at most `mostBins`. */
export function binMatrix({ columns, rowCount }: FeatureMatrix, maxBin: number): BinnedMatrix {
  const stored: StoredColumn[] = [];
  const sort = createFloatSorter(rowCount);
  const placed = columns.map((values) =>
    isIndicator(values)
      ? placeIndicator(values, stored)
      : placeNumeric(values, stored, quantileCuts(values, maxBin, sort)),
  );
  const begins = [0];
  for (const { cuts } of stored) begins.push((begins.at(-1) ?? 0) + cuts.length);
  const isNarrow = stored.every(({ cuts }) => cuts.length <= 2 ** 8);
  const binned = stored.map((): BinNumbers => new (isNarrow ? Uint8Array : Uint16Array)(rowCount));
  placed.forEach((feature, index) => {
    fillBins(columns[index] as Float32Array, feature, binned[feature.storedColumn] as BinNumbers);
  });
  return {
    rowCount,
    columnCount: stored.length,
    binCount: begins.at(-1) ?? 0,
    bins: interleave(binned, new (isNarrow ? Uint8Array : Uint16Array)(rowCount * stored.length)),
    columns: binned,
    columnBegins: Int32Array.from(begins.slice(0, -1)),
    cuts: Float32Array.from(stored.flatMap(({ cuts }) => cuts)),
    features: placed.map((feature) => numberAmongAll(feature, begins[feature.storedColumn] ?? 0)),
  };
}

function numberAmongAll(feature: PlacedFeature, begin: number): BinnedFeature {
  const { storedColumn, isIndicator, firstBin, lastBin, missingBin } = feature;
  return {
    storedColumn,
    isIndicator,
    firstBin: firstBin + begin,
    lastBin: lastBin + begin,
    missingBin: missingBin < 0 ? -1 : missingBin + begin,
  };
}

function isIndicator(values: Float32Array): boolean {
  return values.every((value) => value === 0 || value === 1);
}

function placeIndicator(values: Float32Array, stored: StoredColumn[]): PlacedFeature {
  const last = stored.at(-1);
  const joins =
    last?.taken !== undefined &&
    last.cuts.length < MOST_BUNDLE_BINS &&
    values.every((value, row) => value === 0 || last.taken?.[row] === 0);
  const taken = joins && last.taken ? last.taken : new Uint8Array(values.length);
  const bundle = joins ? last : { cuts: [1], taken };
  if (!joins) stored.push(bundle);
  const bin = bundle.cuts.push(1) - 1;
  values.forEach((value, row) => {
    if (value === 1) taken[row] = 1;
  });
  const place = { storedColumn: stored.length - 1, firstBin: bin, lastBin: bin };
  return { ...place, isIndicator: true, missingBin: -1, cuts: Float32Array.of(1) };
}

function placeNumeric(values: Float32Array, stored: StoredColumn[], cuts: QuantileCuts): PlacedFeature {
  const hasMissing = values.some(Number.isNaN);
  stored.push({ cuts: hasMissing ? [...cuts, Number.NaN] : [...cuts], taken: undefined });
  const place = { storedColumn: stored.length - 1, firstBin: 0, lastBin: cuts.length - 1 };
  return { ...place, isIndicator: false, missingBin: hasMissing ? cuts.length : -1, cuts };
}

function fillBins(values: Float32Array, feature: PlacedFeature, bins: BinNumbers): void {
  const { isIndicator, firstBin, missingBin, cuts } = feature;
  const findBin = binFinder(cuts);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (!isIndicator) bins[row] = Number.isNaN(value) ? missingBin : findBin(value);
    else if (value === 1) bins[row] = firstBin;
  }
}

function interleave(columns: readonly BinNumbers[], bins: BinNumbers): BinNumbers {
  columns.forEach((column, index) => {
    for (let row = 0, cell = index; row < column.length; row++, cell += columns.length) {
      bins[cell] = column[row] as number;
    }
  });
  return bins;
}
