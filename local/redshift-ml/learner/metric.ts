/** Metrics of predictions, by XGBoost's names, https://xgboost.readthedocs.io/en/release_1.7.0/parameter.html. */
export type MetricName = 'logloss' | 'auc' | 'error' | 'rmse' | 'mlogloss' | 'merror';

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

/** The class with the highest prediction, the lowest among equals. */
export function classOf(predictions: Float64Array, row: number, width: number): number {
  let best = 0;
  for (let k = 1; k < width; k++) {
    if ((predictions[row * width + k] as number) > (predictions[row * width + best] as number)) best = k;
  }
  return best;
}

const METRICS: Readonly<Record<MetricName, Metric>> = {
  logloss,
  auc,
  error: (predictions, labels) =>
    meanOver(labels, (label, row) => ((predictions[row] as number) > 0.5 === (label === 1) ? 0 : 1)),
  rmse: (predictions, labels) =>
    Math.sqrt(meanOver(labels, (label, row) => ((predictions[row] as number) - label) ** 2)),
  mlogloss: (predictions, labels) => {
    const width = predictions.length / labels.length;
    return meanOver(labels, (label, row) => negativeLog(predictions[row * width + label] as number));
  },
  merror: (predictions, labels) => {
    const width = predictions.length / labels.length;
    return meanOver(labels, (label, row) => (classOf(predictions, row, width) === label ? 0 : 1));
  },
};

/** The metric's value; auc is best when large, all others when small. */
export function measure(name: MetricName, predictions: Float64Array, labels: Float32Array): number {
  return METRICS[name](predictions, labels);
}
