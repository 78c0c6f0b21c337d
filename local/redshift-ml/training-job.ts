import type { AutoObjective } from './auto-objective.ts';
import type { ProblemType } from './dataset/labels.ts';
import { type TrainingJob, trainModel } from './train-model.ts';
import { trainXgboost, type XgboostJob } from './train-xgboost.ts';
import type { TrainingWatch } from './training-watch.ts';

/** A training as it is sent to its thread. */
export type AnyTrainingJob =
  | { readonly kind: 'auto'; readonly job: Omit<TrainingJob, keyof TrainingWatch> }
  | { readonly kind: 'xgboost'; readonly job: Omit<XgboostJob, keyof TrainingWatch> };

/** What comes out of every training. */
export interface FinishedModel {
  /** XGBoost's JSON. */
  readonly modelJson: string;
  readonly problemType: ProblemType;
  /** As SHOW MODEL writes it. */
  readonly objective: string;
  /** Keys and values as SHOW MODEL writes them, such as `validation:f1_binary` and `0.912345`. */
  readonly metrics: ReadonlyArray<readonly [key: string, value: string]>;
}

const metricKeys: Readonly<Record<AutoObjective, string>> = {
  MSE: 'validation:mse',
  Accuracy: 'validation:accuracy',
  F1: 'validation:f1_binary',
  F1_Macro: 'validation:f1_macro',
  AUC: 'validation:auc',
};

/** Runs a training of either kind. */
export function runTraining(training: AnyTrainingJob, watch: TrainingWatch): FinishedModel {
  if (training.kind === 'xgboost') {
    const { metrics, ...model } = trainXgboost({ ...training.job, ...watch });
    return {
      ...model,
      objective: training.job.objective,
      metrics: metrics.map(([key, value]) => [key, metricText(value)]),
    };
  }
  const { modelJson, problemType, objective, objectiveValue } = trainModel({ ...training.job, ...watch });
  return { modelJson, problemType, objective, metrics: [[metricKeys[objective], metricText(objectiveValue)]] };
}

/** A metric of nothing, such as the area under a curve of one class, is XGBoost's `nan`. */
function metricText(value: number): string {
  return Number.isNaN(value) ? 'nan' : value.toFixed(6);
}
