/**
 * Stands for what SageMaker Autopilot does for CREATE MODEL AUTO ON: it chooses hyperparameters and trains a model.
 * Leaves out Autopilot's other algorithms and its feature engineering: every model is a bag of boosted trees.
 */
import { type AutoObjective, chooseAutoObjective, measureAutoObjective } from './auto-objective.ts';
import type { Column, RawValue } from './dataset/column.ts';
import { encodeColumns } from './dataset/encoder.ts';
import type { FeatureMatrix } from './dataset/feature-matrix.ts';
import { fitEncoder } from './dataset/fit-encoder.ts';
import { encodeTarget, type ProblemType, type Target } from './dataset/labels.ts';
import type { Preprocessor } from './dataset/preprocessing.ts';
import { type Bag, bag } from './learner/bag.ts';
import { binMatrix } from './learner/binned-matrix.ts';
import type { Boosting } from './learner/boost.ts';
import { splitFolds } from './learner/folds.ts';
import { completeHyperparameters, type Hyperparameters } from './learner/hyperparameters.ts';
import { measure } from './learner/metric.ts';
import { createObjective, type ObjectiveName, type ObjectiveParameters } from './learner/objective.ts';
import { seededRandom } from './learner/random.ts';
import { saveModel } from './model/save-model.ts';
import { writeSignature } from './model/signature.ts';
import { type TrainingWatch, tellProgress } from './training-watch.ts';

/** What to train on, and how. */
export interface TrainingJob extends TrainingWatch {
  /** The features, all of the same length as the target. */
  readonly columns: readonly Column[];
  /** What to predict, without missing values. */
  readonly target: readonly RawValue[];
  /** Inferred from the target when not given. */
  readonly problemType?: ProblemType;
  /** What the model is measured by; Redshift ML's default for the problem type when not given. */
  readonly objective?: AutoObjective;
  /** How columns are encoded; by their kind when none names them. */
  readonly preprocessors?: readonly Preprocessor[];
  /** Whole number; the same seed and data give the same model. */
  readonly seed: number;
}

/** A model and how it did on rows that the judged trees had not seen. */
export interface TrainedModel {
  /** XGBoost's JSON; its attributes carry the encoder and the labels. */
  readonly modelJson: string;
  readonly problemType: ProblemType;
  readonly objective: AutoObjective;
  /**
   * The objective's value over all rows, each predicted by the trees of the fold that did not train on it. A little
   * optimistic, since the same rows ended the boosting: 0.5 to 0.55 AUC for 800 coin flips.
   */
  readonly objectiveValue: number;
  /** The same for the loss: logloss, mlogloss or rmse. */
  readonly loss: number;
  readonly treeCount: number;
  readonly hyperparameters: Hyperparameters;
}

const FOLDS = 5;

// The search: how intricate may a tree be? The simplest comes first, so that it wins among equals.
const DEPTHS = [3, 5];

const COMMON = {
  num_round: 500,
  early_stopping_rounds: 20,
  eta: 0.2,
  subsample: 0.8,
  colsample_bytree: 0.7,
  min_child_weight: 10,
  max_bin: 64,
};

const LEARNING: Readonly<Record<ProblemType, { name: ObjectiveName; metric: Boosting['metric'] }>> = {
  BINARY_CLASSIFICATION: { name: 'binary:logistic', metric: 'logloss' },
  MULTICLASS_CLASSIFICATION: { name: 'multi:softprob', metric: 'mlogloss' },
  REGRESSION: { name: 'reg:squarederror', metric: 'rmse' },
};

/**
 * Trains one model on each of five folds' training rows, stopping each early by its validation rows, and averages them.
 * Throws TargetError, ColumnValueError, PreprocessingError, AutoObjectiveError or TrainingCancelledError.
 */
export function trainModel(job: TrainingJob): TrainedModel {
  const target = encodeTarget(job.target, job.problemType);
  const { problemType, labels, values } = target;
  const objective = chooseAutoObjective(problemType, job.objective);
  const encoder = fitEncoder(job.columns, job.preprocessors);
  const features = encodeColumns(encoder, job.columns, values.length);
  const learning = describeLearning(target);
  const { trees, hyperparameters, predictions } = fitTrees(job, target, features, learning);
  const modelJson = saveModel({
    objective: learning.name,
    numClass: learning.numClass,
    scalePosWeight: learning.scalePosWeight,
    baseScore: Math.fround(hyperparameters.base_score),
    featureCount: features.columns.length,
    featureNames: features.names,
    trees,
    treeClasses: trees.map((_, index) => index % Math.max(1, learning.numClass)),
    attributes: writeSignature({ problemType, encoder, labels }),
  });
  return {
    modelJson,
    problemType,
    objective,
    objectiveValue: measureAutoObjective(objective, predictions, values),
    loss: measure(LEARNING[problemType].metric, predictions, values),
    treeCount: trees.length,
    hyperparameters,
  };
}

function describeLearning({ problemType, labels }: Target): ObjectiveParameters {
  const isMulticlass = problemType === 'MULTICLASS_CLASSIFICATION';
  return { name: LEARNING[problemType].name, numClass: isMulticlass ? labels.length : 0, scalePosWeight: 1 };
}

/** What a model without trees should answer: the mean; classes of a multiclass problem start even. */
function baseScore({ problemType, values }: Target): number {
  if (problemType === 'MULTICLASS_CLASSIFICATION') return 0.5;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function fitTrees(job: TrainingJob, target: Target, features: FeatureMatrix, learning: ObjectiveParameters): Bag {
  const { problemType, labels, values } = target;
  const common = { ...COMMON, base_score: baseScore(target), seed: job.seed };
  const [first, ...others] = DEPTHS.map((max_depth) => completeHyperparameters({ ...common, max_depth }));
  const classes = labels.length > 0 ? values : undefined;
  const trained = bag({
    boosting: {
      matrix: binMatrix(features, COMMON.max_bin),
      labels: values,
      objective: createObjective(learning),
      metric: LEARNING[problemType].metric,
    },
    folds: splitFolds(values.length, FOLDS, seededRandom(job.seed), classes),
    candidates: [first as Hyperparameters, ...others],
    onRound: (share) => tellProgress(job, share),
  });
  tellProgress(job, 1);
  return trained;
}
