import type { ProblemType } from './dataset/labels.ts';
import { likeliestClass } from './learner/likeliest-class.ts';
import { measure } from './learner/metric.ts';

/** What AUTO ON may be asked to optimise, https://docs.aws.amazon.com/redshift/latest/dg/r_create_model_use_cases.html. */
export const AUTO_OBJECTIVES = ['MSE', 'Accuracy', 'F1', 'F1_Macro', 'AUC'] as const;

/** An objective as CREATE MODEL's OBJECTIVE spells it. */
export type AutoObjective = (typeof AUTO_OBJECTIVES)[number];

/** The objective does not fit the problem type. */
export class AutoObjectiveError extends Error {
  override readonly name = 'AutoObjectiveError';
}

const FITTING: Readonly<Record<ProblemType, readonly [AutoObjective, ...AutoObjective[]]>> = {
  REGRESSION: ['MSE'],
  BINARY_CLASSIFICATION: ['F1', 'Accuracy', 'AUC'],
  MULTICLASS_CLASSIFICATION: ['Accuracy', 'F1_Macro'],
};

/** The objective asked for, or Redshift ML's default; throws AutoObjectiveError when it does not fit the problem type. */
export function chooseAutoObjective(problemType: ProblemType, asked?: AutoObjective): AutoObjective {
  const fitting = FITTING[problemType];
  if (asked === undefined) return fitting[0];
  if (!fitting.includes(asked)) {
    throw new AutoObjectiveError(`objective ${asked} does not fit ${problemType}; use ${fitting.join(' or ')}`);
  }
  return asked;
}

/** The objective's value; predictions are row-major, labels as the learner sees them. */
export function measureAutoObjective(
  objective: AutoObjective,
  predictions: Float64Array,
  labels: Float32Array,
): number {
  switch (objective) {
    case 'MSE':
      return measure('rmse', predictions, labels) ** 2;
    case 'AUC':
      return measure('auc', predictions, labels);
    case 'Accuracy':
      return share(labels, (label, row) => predictedClass(predictions, labels, row) === label);
    case 'F1':
      return f1(predictions, labels, 1);
    case 'F1_Macro': {
      const classes = [...new Set(labels)];
      return classes.reduce((sum, label) => sum + f1(predictions, labels, label), 0) / classes.length;
    }
  }
}

function predictedClass(predictions: Float64Array, labels: Float32Array, row: number): number {
  const width = predictions.length / labels.length;
  return likeliestClass(predictions, row * width, width);
}

function share(labels: Float32Array, holds: (label: number, row: number) => boolean): number {
  return labels.reduce((sum, label, row) => sum + Number(holds(label, row)), 0) / labels.length;
}

/** Harmonic mean of precision and recall of one class; 0 when it is never predicted rightly. */
function f1(predictions: Float64Array, labels: Float32Array, positive: number): number {
  const predicted = labels.map((_, row) => predictedClass(predictions, labels, row));
  const right = share(labels, (label, row) => label === positive && predicted[row] === positive);
  const claimed = share(labels, (_, row) => predicted[row] === positive);
  const present = share(labels, (label) => label === positive);
  return right === 0 ? 0 : (2 * right) / (claimed + present);
}
