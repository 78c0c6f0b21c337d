import { parentPort, workerData } from 'node:worker_threads';
import { binMatrix } from '../../local/redshift-ml/learner/binned-matrix.ts';
import { boost } from '../../local/redshift-ml/learner/boost.ts';
import { completeHyperparameters } from '../../local/redshift-ml/learner/hyperparameters.ts';
import { createObjective } from '../../local/redshift-ml/learner/objective.ts';
import { saveModel } from '../../local/redshift-ml/model/save-model.ts';
import type { BinaryHyperparameters } from './binary-hyperparameters.ts';
import type { Shape } from './shape.ts';

/** What one run trains on. */
export interface TrainingRun {
  readonly shape: Shape;
  readonly hyperparameters: BinaryHyperparameters;
}

/** What came of it; binning and boosting count, as they do in XGBoost's `train`. */
export interface TrainedHere {
  readonly seconds: number;
  readonly modelJson: string;
}

const { shape, hyperparameters } = workerData as TrainingRun;
const learning = { name: 'binary:logistic', numClass: 0, scalePosWeight: 1 } as const;
const complete = completeHyperparameters({ ...hyperparameters });
const columns = shape.columns.map((column) => column.subarray(0, shape.trainingRows));

const begun = performance.now();
const { trees } = boost({
  matrix: binMatrix({ names: [], rowCount: shape.trainingRows, columns }, complete.max_bin),
  labels: shape.labels,
  objective: createObjective(learning),
  hyperparameters: complete,
  trainingRows: Int32Array.from({ length: shape.trainingRows }, (_, row) => row),
  validationRows: new Int32Array(0),
  metric: 'logloss',
});
const seconds = (performance.now() - begun) / 1000;

const modelJson = saveModel({
  ...learning,
  objective: learning.name,
  baseScore: complete.base_score,
  featureCount: columns.length,
  featureNames: columns.map((_, feature) => `x${feature}`),
  trees,
  treeClasses: trees.map(() => 0),
  attributes: {},
});
parentPort?.postMessage({ seconds, modelJson } satisfies TrainedHere);
