import { likeliestClass } from './likeliest-class.ts';
/** Metrics of predictions, by XGBoost's names, https://xgboost.readthedocs.io/en/release_1.7.0/parameter.html. */
export type MetricName = 'logloss' | 'auc' | 'aucpr' | 'error' | 'rmse' | 'mae' | 'mlogloss' | 'merror';

/** The metrics that are better the larger they are. */
const BEST_WHEN_LARGE = ['auc', 'aucpr'] as const;

/** A metric that is better the smaller it is. */
export type Loss = Exclude<MetricName, (typeof BEST_WHEN_LARGE)[number]>;

/** True for the areas under curves; all other metrics are losses. */
export function isBestWhenLarge(name: MetricName): name is (typeof BEST_WHEN_LARGE)[number] {
  return BEST_WHEN_LARGE.some((known) => known === name);
}

/** Predictions are row-major, one or one for each class. */
type Metric = (predictions: Float64Array, labels: Float32Array) => number;

const SMALLEST_PROBABILITY = 1e-16;

function meanOver(labels: Float32Array, loss: (label: number, row: number) => number): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) sum += loss(labels[row] as number, row);
  return sum / labels.length;
}

function negativeLog(probability: number): number {
  return -Math.log(Math.min(1, Math.max(SMALLEST_PROBABILITY, probability)));
}

function logloss(predictions: Float64Array, labels: Float32Array): number {
  return meanOver(labels, (label, row) => {
    const probability = predictions[row] as number;
    return negativeLog(label === 1 ? probability : 1 - probability);
  });
}

/** Area under the ROC curve by midranks; 0.5 when there is but one class. */
function auc(predictions: Float64Array, labels: Float32Array): number {
  const order = Int32Array.from(labels, (_, row) => row).sort(
    (a, b) => (predictions[a] as number) - (predictions[b] as number),
  );
  let rankSum = 0;
  let positives = 0;
  for (let begin = 0, end = 0; begin < order.length; begin = end) {
    const tied = predictions[order[begin] as number];
    let tiedPositives = 0;
    for (end = begin; end < order.length && predictions[order[end] as number] === tied; end++) {
      if (labels[order[end] as number] === 1) tiedPositives++;
    }
    rankSum += (tiedPositives * (begin + 1 + end)) / 2;
    positives += tiedPositives;
  }
  const pairs = positives * (order.length - positives);
  return pairs === 0 ? 0.5 : (rankSum - (positives * (positives + 1)) / 2) / pairs;
}

/**
 * Area under the curve of precision by recall, between the curve's points as in Davis and Goadrich 2006
 * (https://dl.acm.org/doi/10.1145/1143844.1143874); NaN when there is but one class.
 */
function aucpr(predictions: Float64Array, labels: Float32Array): number {
  const order = Int32Array.from(labels, (_, row) => row).sort(
    (a, b) => (predictions[b] as number) - (predictions[a] as number),
  );
  const positives = labels.reduce((sum, label) => sum + Number(label === 1), 0);
  if (positives === 0 || positives === labels.length) return Number.NaN;
  let area = 0;
  let hits = 0;
  for (let begin = 0, end = 0; begin < order.length; begin = end) {
    const tied = predictions[order[begin] as number];
    const misses = begin - hits;
    let tiedHits = 0;
    for (end = begin; end < order.length && predictions[order[end] as number] === tied; end++) {
      if (labels[order[end] as number] === 1) tiedHits++;
    }
    if (tiedHits > 0) area += precisionArea(hits, misses, tiedHits, end - begin - tiedHits) / positives;
    hits += tiedHits;
  }
  return area;
}

/** The precision summed from `hits` to `hits + moreHits`, while misses grow in proportion. */
function precisionArea(hits: number, misses: number, moreHits: number, moreMisses: number): number {
  const slope = 1 + moreMisses / moreHits;
  const start = misses - (slope - 1) * hits;
  if (start === 0) return moreHits / slope;
  const logarithm = Math.log((slope * (hits + moreHits) + start) / (slope * hits + start));
  return (moreHits - (start / slope) * logarithm) / slope;
}

const METRICS: Readonly<Record<MetricName, Metric>> = {
  logloss,
  auc,
  aucpr,
  error: (predictions, labels) =>
    meanOver(labels, (label, row) => ((predictions[row] as number) > 0.5 === (label === 1) ? 0 : 1)),
  rmse: (predictions, labels) =>
    Math.sqrt(meanOver(labels, (label, row) => ((predictions[row] as number) - label) ** 2)),
  mae: (predictions, labels) => meanOver(labels, (label, row) => Math.abs((predictions[row] as number) - label)),
  mlogloss: (predictions, labels) => {
    const width = predictions.length / labels.length;
    return meanOver(labels, (label, row) => negativeLog(predictions[row * width + label] as number));
  },
  merror: (predictions, labels) => {
    const width = predictions.length / labels.length;
    return meanOver(labels, (label, row) => (likeliestClass(predictions, row * width, width) === label ? 0 : 1));
  },
};

/** The metric's value. */
export function measure(name: MetricName, predictions: Float64Array, labels: Float32Array): number {
  return METRICS[name](predictions, labels);
}
