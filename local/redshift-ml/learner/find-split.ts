import type { BinnedFeature, BinnedMatrix } from './binned-matrix.ts';
import { leafGain } from './gain.ts';
import type { Histogram } from './histogram.ts';
import type { Hyperparameters } from './hyperparameters.ts';

/** Sums over a node's rows. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
}

/** A way to part a node's rows in two. */
export interface Split {
  readonly feature: number;
  /** Values below it go left. */
  readonly condition: number;
  readonly defaultLeft: boolean;
  /** Loss reduction in float32, XGBoost's loss_chg. */
  readonly lossChange: number;
  readonly left: NodeSums;
  readonly right: NodeSums;
  /** Rows whose bin, numbered in its column, lies in [rightFirst, rightLast] go right, the others left. */
  readonly rightFirst: number;
  readonly rightLast: number;
}

/** A place to split at: the right child takes a range of bins. */
interface Candidate {
  lossChange: number;
  feature: number;
  rightFirst: number;
  rightLast: number;
  defaultLeft: boolean;
  rightGradient: number;
  rightHessian: number;
}

// XGBoost's kRtEps: a smaller gain is rounding.
const SMALLEST_GAIN = 1e-6;

/** The best split of a node over the features drawn, the lowest feature among equals; undefined when none is worth it. */
export function findSplit(
  matrix: BinnedMatrix,
  histogram: Histogram,
  sums: NodeSums,
  features: Int32Array,
  hyperparameters: Hyperparameters,
): Split | undefined {
  const best: Candidate = {
    lossChange: SMALLEST_GAIN,
    feature: -1,
    rightFirst: 0,
    rightLast: 0,
    defaultLeft: false,
    rightGradient: 0,
    rightHessian: 0,
  };
  const search = {
    histogram,
    sums,
    hyperparameters,
    best,
    nodeGain: leafGain(sums.gradient, sums.hessian, hyperparameters),
  };
  for (const index of features) {
    const feature = matrix.features[index] as BinnedFeature;
    if (feature.isIndicator) tryIndicator(search, feature, index);
    else {
      tryMissingRight(search, feature, index);
      if (feature.missingBin >= 0) tryMissingLeft(search, feature, index);
    }
  }
  return best.feature < 0 || best.lossChange < hyperparameters.gamma ? undefined : toSplit(matrix, best, sums);
}

interface Search {
  readonly histogram: Histogram;
  readonly sums: NodeSums;
  readonly hyperparameters: Hyperparameters;
  readonly nodeGain: number;
  readonly best: Candidate;
}

/** Keeps the candidate in `best` when it is allowed and better. */
function consider(
  search: Search,
  rightGradient: number,
  rightHessian: number,
  feature: number,
  rightFirst: number,
  rightLast: number,
  defaultLeft: boolean,
): void {
  const { sums, hyperparameters, nodeGain, best } = search;
  const leftHessian = sums.hessian - rightHessian;
  const { min_child_weight } = hyperparameters;
  if (leftHessian < min_child_weight || rightHessian < min_child_weight || leftHessian <= 0 || rightHessian <= 0)
    return;
  const leftGain = leafGain(sums.gradient - rightGradient, leftHessian, hyperparameters);
  const lossChange = Math.fround(leftGain + leafGain(rightGradient, rightHessian, hyperparameters) - nodeGain);
  if (lossChange <= best.lossChange) return;
  best.lossChange = lossChange;
  best.feature = feature;
  best.rightFirst = rightFirst;
  best.rightLast = rightLast;
  best.defaultLeft = defaultLeft;
  best.rightGradient = rightGradient;
  best.rightHessian = rightHessian;
}

function tryIndicator(search: Search, { firstBin }: BinnedFeature, feature: number): void {
  const { histogram } = search;
  const gradient = histogram[2 * firstBin] as number;
  consider(search, gradient, histogram[2 * firstBin + 1] as number, feature, firstBin, firstBin, false);
}

function tryMissingRight(search: Search, { firstBin, lastBin, missingBin }: BinnedFeature, feature: number): void {
  const { histogram, sums } = search;
  const hasMissing = missingBin >= 0;
  const rightLast = hasMissing ? missingBin : lastBin;
  let rightGradient = sums.gradient;
  let rightHessian = sums.hessian;
  // The last bin may go left only when missing values stay to the right.
  for (let bin = firstBin; bin < rightLast; bin++) {
    const hessian = histogram[2 * bin + 1] as number;
    rightGradient -= histogram[2 * bin] as number;
    rightHessian -= hessian;
    // An empty bin parts the rows as the bin before it did.
    if (hessian !== 0) consider(search, rightGradient, rightHessian, feature, bin + 1, rightLast, false);
  }
}

function tryMissingLeft(search: Search, { firstBin, lastBin }: BinnedFeature, feature: number): void {
  const { histogram } = search;
  let rightGradient = 0;
  let rightHessian = 0;
  for (let bin = lastBin; bin > firstBin; bin--) {
    const hessian = histogram[2 * bin + 1] as number;
    rightGradient += histogram[2 * bin] as number;
    rightHessian += hessian;
    if (hessian !== 0) consider(search, rightGradient, rightHessian, feature, bin, lastBin, true);
  }
}

function toSplit(matrix: BinnedMatrix, best: Candidate, sums: NodeSums): Split {
  const { feature, lossChange, defaultLeft, rightFirst, rightLast, rightGradient, rightHessian } = best;
  const { isIndicator, storedColumn } = matrix.features[feature] as BinnedFeature;
  const columnBegin = matrix.columnBegins[storedColumn] as number;
  return {
    feature,
    condition: matrix.cuts[isIndicator ? rightFirst : rightFirst - 1] as number,
    defaultLeft,
    lossChange,
    left: { gradient: sums.gradient - rightGradient, hessian: sums.hessian - rightHessian },
    right: { gradient: rightGradient, hessian: rightHessian },
    rightFirst: rightFirst - columnBegin,
    rightLast: rightLast - columnBegin,
  };
}
