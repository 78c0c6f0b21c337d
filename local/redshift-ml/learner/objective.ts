import type { GradientPairs } from './histogram.ts';
import { HyperparameterError } from './hyperparameters.ts';

/** XGBoost's objectives that the learner knows. */
export const OBJECTIVES = [
  'binary:logistic',
  'binary:hinge',
  'reg:squarederror',
  'reg:logistic',
  'multi:softprob',
  'multi:softmax',
] as const;

/** One of XGBoost's names of an objective. */
export type ObjectiveName = (typeof OBJECTIVES)[number];

/** What an objective is made of, as an XGBoost model file keeps it. */
export interface ObjectiveParameters {
  readonly name: ObjectiveName;
  /** Classes of a multi objective, else 0. */
  readonly numClass: number;
  /** What a row of label 1 counts for, above 0; the multi objectives and hinge make no use of it. */
  readonly scalePosWeight: number;
}

/** A loss and what turns its margins (sums of leaf weights) into predictions. Arrays are row-major. */
export interface Objective {
  /** Margins of a row, which is the number of trees of a round. */
  readonly marginCount: number;
  /** Predictions of a row. */
  readonly predictionCount: number;
  /** The margin that stands for a base_score; throws HyperparameterError when none does. */
  toMargin(baseScore: number): number;
  /** Writes first and second derivatives of the loss by each margin, for the rows given. */
  computeGradients(margins: Float32Array, labels: Float32Array, rows: Int32Array, pairs: GradientPairs): void;
  /** Turns margins into predictions, computed in float32 steps like XGBoost's. */
  predict(margins: Float32Array): Float64Array;
}

const SMALLEST_HESSIAN = 1e-16;
const SMALLEST_FLOAT32 = 2 ** -126;

function sigmoid(margin: number): number {
  return 1 / (1 + Math.exp(-margin));
}

function logit(baseScore: number): number {
  if (baseScore > 0 && baseScore < 1) return -Math.log(1 / baseScore - 1);
  throw new HyperparameterError(`base_score is ${baseScore}; a logistic objective needs one between 0 and 1`);
}

// Each objective has loops of its own: a shared one that calls the loss as a function runs three times slower.
function logisticObjective(scalePosWeight: number): Objective {
  return {
    marginCount: 1,
    predictionCount: 1,
    toMargin: logit,
    computeGradients: (margins, labels, rows, pairs) => {
      for (let place = 0; place < rows.length; place++) {
        const row = rows[place] as number;
        const label = labels[row] as number;
        const weight = label === 1 ? scalePosWeight : 1;
        const probability = Math.fround(sigmoid(margins[row] as number));
        pairs[2 * row] = (probability - label) * weight;
        pairs[2 * row + 1] = Math.max(probability * (1 - probability), SMALLEST_HESSIAN) * weight;
      }
    },
    predict: (margins) => {
      const predictions = new Float64Array(margins.length);
      for (let row = 0; row < margins.length; row++) predictions[row] = Math.fround(sigmoid(margins[row] as number));
      return predictions;
    },
  };
}

function squaredErrorObjective(scalePosWeight: number): Objective {
  return {
    marginCount: 1,
    predictionCount: 1,
    toMargin: (baseScore) => baseScore,
    computeGradients: (margins, labels, rows, pairs) => {
      for (let place = 0; place < rows.length; place++) {
        const row = rows[place] as number;
        const label = labels[row] as number;
        const weight = label === 1 ? scalePosWeight : 1;
        pairs[2 * row] = ((margins[row] as number) - label) * weight;
        pairs[2 * row + 1] = weight;
      }
    },
    predict: (margins) => new Float64Array(margins),
  };
}

const HINGE: Objective = {
  marginCount: 1,
  predictionCount: 1,
  toMargin: (baseScore) => baseScore,
  computeGradients: (margins, labels, rows, pairs) => {
    for (const row of rows) {
      const sign = (labels[row] as number) * 2 - 1;
      const violated = (margins[row] as number) * sign < 1;
      pairs[2 * row] = violated ? -sign : 0;
      pairs[2 * row + 1] = violated ? 1 : SMALLEST_FLOAT32;
    }
  },
  predict: (margins) => Float64Array.from(margins, (margin) => (margin > 0 ? 1 : 0)),
};

function softmax(margins: Float32Array, begin: number, end: number, out: Float64Array): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (let index = begin; index < end; index++) largest = Math.max(largest, margins[index] as number);
  let sum = 0;
  for (let index = begin; index < end; index++) {
    const power = Math.exp((margins[index] as number) - largest);
    out[index - begin] = power;
    sum += power;
  }
  for (let place = 0; place < end - begin; place++) out[place] = (out[place] as number) / sum;
}

function softmaxObjective(numClass: number, asClass: boolean): Objective {
  const probabilities = new Float64Array(numClass);
  return {
    marginCount: numClass,
    predictionCount: asClass ? 1 : numClass,
    toMargin: (baseScore) => baseScore,
    computeGradients: (margins, labels, rows, pairs) => {
      for (const row of rows) {
        softmax(margins, row * numClass, (row + 1) * numClass, probabilities);
        for (let k = 0; k < numClass; k++) {
          const probability = probabilities[k] as number;
          const pair = 2 * (row * numClass + k);
          pairs[pair] = probability - (labels[row] === k ? 1 : 0);
          pairs[pair + 1] = Math.max(2 * probability * (1 - probability), SMALLEST_HESSIAN);
        }
      }
    },
    predict: (margins) => {
      const rowCount = margins.length / numClass;
      const predictions = new Float64Array(asClass ? rowCount : margins.length);
      for (let row = 0; row < rowCount; row++) {
        softmax(margins, row * numClass, (row + 1) * numClass, probabilities);
        if (asClass) predictions[row] = probabilities.indexOf(Math.max(...probabilities));
        else predictions.set(probabilities, row * numClass);
      }
      return predictions;
    },
  };
}

/** The objective of that name; formulas as in XGBoost's src/objective. */
export function createObjective({ name, numClass, scalePosWeight }: ObjectiveParameters): Objective {
  switch (name) {
    case 'binary:logistic':
    case 'reg:logistic':
      return logisticObjective(scalePosWeight);
    case 'reg:squarederror':
      return squaredErrorObjective(scalePosWeight);
    case 'binary:hinge':
      return HINGE;
    case 'multi:softprob':
    case 'multi:softmax':
      return softmaxObjective(numClass, name === 'multi:softmax');
  }
}
