/**
 * Stands for the SageMaker training job of CREATE MODEL AUTO OFF MODEL_TYPE XGBOOST: it boosts trees as the statement's
 * hyperparameters say. Leaves out XGBoost's other boosters, tree methods and objectives.
 */
import type { Column, RawValue } from './dataset/column.ts';
import { type Encoder, encodeColumns } from './dataset/encoder.ts';
import { type Label, type ProblemType, TargetError, toLabels } from './dataset/labels.ts';
import { binMatrix } from './learner/binned-matrix.ts';
import { boost } from './learner/boost.ts';
import { splitFolds } from './learner/folds.ts';
import { isBestWhenLarge, type Loss, type MetricName, measure } from './learner/metric.ts';
import { createObjective, type ObjectiveName } from './learner/objective.ts';
import { seededRandom } from './learner/random.ts';
import { compileModel } from './model/compile-model.ts';
import { saveModel } from './model/save-model.ts';
import { writeSignature } from './model/signature.ts';
import { type TrainingWatch, tellProgress } from './training-watch.ts';
import type { XgboostObjective, XgboostParameters } from './xgboost-parameters.ts';

/** What to train on, and how. */
export interface XgboostJob extends TrainingWatch {
  /** Numeric features, all of the same length as the target. */
  readonly columns: readonly Column[];
  /** What to predict, without missing values. */
  readonly target: readonly RawValue[];
  readonly objective: XgboostObjective;
  readonly parameters: XgboostParameters;
}

/** A trained model and what its metrics say. */
export interface XgboostModel {
  /** XGBoost's JSON; its attributes carry the columns and the labels. */
  readonly modelJson: string;
  readonly problemType: ProblemType;
  /** Keys as SHOW MODEL writes them, such as `train:error`. */
  readonly metrics: ReadonlyArray<readonly [key: string, value: number]>;
}

/** One row in so many judges the rounds when early stopping is asked for. */
const VALIDATION_FOLDS = 5;

const problemTypes: Readonly<Record<XgboostObjective, ProblemType>> = {
  'reg:squarederror': 'REGRESSION',
  'reg:logistic': 'REGRESSION',
  'binary:logistic': 'BINARY_CLASSIFICATION',
  'binary:hinge': 'BINARY_CLASSIFICATION',
  'multi:softmax': 'MULTICLASS_CLASSIFICATION',
};

/**
 * Trains on all rows; with early_stopping_rounds, on four fifths, and the last fifth tells when to stop.
 *
 * @throws TargetError, ColumnValueError or TrainingCancelledError.
 */
export function trainXgboost(job: XgboostJob): XgboostModel {
  const { objective, parameters } = job;
  const { hyperparameters, numClass } = parameters;
  const labels = requireLabels(job);
  const encoder: Encoder = job.columns.map(({ name }) => ({ name, encoding: 'numeric', fill: null }));
  const features = encodeColumns(encoder, job.columns, labels.length);
  const learning = { numClass, scalePosWeight: hyperparameters.scale_pos_weight };
  const split = splitRows(job, labels);
  const { trees } = boost({
    matrix: binMatrix(features, hyperparameters.max_bin),
    labels,
    objective: createObjective({ ...learning, name: scoringObjective(objective) }),
    hyperparameters,
    ...split,
    metric: stoppingMetric(parameters),
    onRound: (round) => tellProgress(job, round / hyperparameters.num_round),
  });
  tellProgress(job, 1);
  const booster = {
    ...learning,
    baseScore: Math.fround(hyperparameters.base_score),
    featureCount: features.columns.length,
    featureNames: features.names,
    trees,
    treeClasses: trees.map((_, index) => index % Math.max(1, numClass)),
    attributes: writeSignature({ problemType: problemTypes[objective], encoder, labels: classLabels(job) }),
  };
  const scorer = compileModel(saveModel({ ...booster, objective: scoringObjective(objective) }));
  const predictions = scorer.scoreRows(
    job.columns.map(({ values }) => values),
    labels.length,
  );
  return {
    modelJson: saveModel({ ...booster, objective }),
    problemType: problemTypes[objective],
    metrics: parameters.evalMetrics.flatMap((metric) => measureSplit(metric, split, predictions, labels)),
  };
}

/** Classes as probabilities, which metrics need. */
function scoringObjective(objective: XgboostObjective): ObjectiveName {
  return objective === 'multi:softmax' ? 'multi:softprob' : objective;
}

function stoppingMetric({ evalMetrics: [first] }: XgboostParameters): Loss {
  // Refused together with early_stopping_rounds, so nothing is judged by it.
  return isBestWhenLarge(first) ? 'rmse' : first;
}

/** XGBoost's own words for labels that an objective cannot learn. */
function requireLabels({ target, objective, parameters }: XgboostJob): Float32Array {
  const labels = toLabels(target);
  if (objective === 'multi:softmax') {
    const isClass = (label: number) => Number.isInteger(label) && label >= 0 && label < parameters.numClass;
    if (!labels.every(isClass)) throw new TargetError('SoftmaxMultiClassObj: label must be in [0, num_class).');
  } else if (objective === 'binary:hinge') {
    if (!labels.every((label) => label === 0 || label === 1)) throw new TargetError('label must be 0 or 1 for hinge');
  } else if (objective !== 'reg:squarederror' && !labels.every((label) => label >= 0 && label <= 1)) {
    throw new TargetError('label must be in [0,1] for logistic regression');
  }
  return labels;
}

function classLabels({ objective, parameters }: XgboostJob): Label[] {
  if (problemTypes[objective] === 'REGRESSION') return [];
  return Array.from({ length: Math.max(2, parameters.numClass) }, (_, label) => label);
}

interface RowSplit {
  readonly trainingRows: Int32Array;
  readonly validationRows: Int32Array;
}

function splitRows({ objective, parameters }: XgboostJob, labels: Float32Array): RowSplit {
  const { early_stopping_rounds: patience, seed } = parameters.hyperparameters;
  const all = Int32Array.from(labels, (_, row) => row);
  if (patience === 0) return { trainingRows: all, validationRows: new Int32Array(0) };
  const classes = problemTypes[objective] === 'REGRESSION' ? undefined : labels;
  const [fold] = splitFolds(labels.length, VALIDATION_FOLDS, seededRandom(seed), classes);
  return fold ?? { trainingRows: all, validationRows: new Int32Array(0) };
}

function measureSplit(
  metric: MetricName,
  { trainingRows, validationRows }: RowSplit,
  predictions: Float64Array,
  labels: Float32Array,
): Array<[string, number]> {
  const width = predictions.length / labels.length;
  const measureRows = (rows: Int32Array) =>
    measure(
      metric,
      Float64Array.from({ length: rows.length * width }, (_, place) => {
        const row = rows[Math.floor(place / width)] as number;
        return predictions[row * width + (place % width)] as number;
      }),
      Float32Array.from(rows, (row) => labels[row] as number),
    );
  const train: [string, number] = [`train:${metric}`, measureRows(trainingRows)];
  return validationRows.length === 0 ? [train] : [train, [`validation:${metric}`, measureRows(validationRows)]];
}
