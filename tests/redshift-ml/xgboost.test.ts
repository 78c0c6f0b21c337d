import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { binMatrix } from '../../local/redshift-ml/learner/binned-matrix.ts';
import { boost } from '../../local/redshift-ml/learner/boost.ts';
import { completeHyperparameters } from '../../local/redshift-ml/learner/hyperparameters.ts';
import { measure } from '../../local/redshift-ml/learner/metric.ts';
import { createObjective, OBJECTIVES, type ObjectiveName } from '../../local/redshift-ml/learner/objective.ts';
import { seededRandom } from '../../local/redshift-ml/learner/random.ts';
import { compileModel } from '../../local/redshift-ml/model/compile-model.ts';
import { saveModel } from '../../local/redshift-ml/model/save-model.ts';

// Debian's python3-xgboost belongs to Debian's Python, whatever other Python comes first in the path.
const python = '/usr/bin/python3';
const judgePath = fileURLToPath(new URL('./xgboost-judge.py', import.meta.url));
const probe = spawnSync(python, ['-c', 'import xgboost'], { encoding: 'utf8' });
const hasXgboost = probe.status === 0;
if (!hasXgboost) {
  const reason = probe.error?.message ?? probe.stderr.trim().split('\n').at(-1);
  console.warn(`The tests against the real XGBoost do not run: ${reason}. Debian's package is python3-xgboost.`);
}

interface Judgement {
  readonly loaded: number[];
  readonly trained: number[];
  readonly trainedModel: string;
}

interface Problem {
  readonly objective: ObjectiveName;
  readonly columns: readonly number[][];
  readonly labels: readonly number[];
  readonly trainingRows: readonly number[];
  readonly given: Readonly<Record<string, number>>;
}

/** Trains ours and XGBoost's model on the same problem and scores all rows by both. */
function compare({ objective, columns, labels, trainingRows, given }: Problem) {
  const numClass = objective.startsWith('multi:') ? Math.max(...labels) + 1 : 0;
  const hyperparameters = completeHyperparameters(given);
  const parameters = { name: objective, numClass, scalePosWeight: hyperparameters.scale_pos_weight };
  const features = columns.map((column) => Float32Array.from(column));
  const { trees } = boost({
    matrix: binMatrix({ names: [], rowCount: labels.length, columns: features }, hyperparameters.max_bin),
    labels: Float32Array.from(labels),
    objective: createObjective(parameters),
    hyperparameters,
    trainingRows: Int32Array.from(trainingRows),
    validationRows: new Int32Array(0),
    metric: 'rmse',
  });
  const model = saveModel({
    objective,
    numClass,
    scalePosWeight: parameters.scalePosWeight,
    baseScore: Math.fround(hyperparameters.base_score),
    featureCount: columns.length,
    featureNames: columns.map((_, index) => `x${index}`),
    trees,
    treeClasses: trees.map((_, index) => index % Math.max(1, numClass)),
    attributes: {},
  });
  const { num_round: rounds, ...others } = given;
  const request = {
    columns,
    labels,
    trainingRows,
    model,
    rounds,
    parameters: { ...others, objective, num_class: numClass },
  };
  const judgement = askXgboost(request);
  const theirs = compileModel(judgement.trainedModel);
  return {
    ours: compileModel(model).scoreRows(columns, labels.length),
    theirsByUs: theirs.scoreRows(columns, labels.length),
    judgement,
  };
}

function askXgboost(request: object): Judgement {
  const input = JSON.stringify(request);
  const { status, stdout, stderr } = spawnSync(python, [judgePath], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${judgePath} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Judgement;
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a).toHaveLength(b.length);
  return Array.from(a).reduce(
    (largest, value, index) => Math.max(largest, Math.abs(value - (b[index] ?? Number.NaN))),
    0,
  );
}

function randomColumns(rows: number, distinct: number, missingShare: number, seed: number): number[][] {
  const random = seededRandom(seed);
  const indicator = Array.from({ length: rows }, () => Number(random() < 0.4));
  const numbers = [0, 1, 2, 3].map(() =>
    Array.from({ length: rows }, () => (random() < missingShare ? Number.NaN : Math.floor(random() * distinct) / 7)),
  );
  return [...numbers, indicator];
}

function signal([a = [], b = [], , c = [], d = []]: readonly number[][], noise: number, seed: number): number[] {
  const random = seededRandom(seed);
  const top = Math.max(...a.filter((value) => !Number.isNaN(value)));
  const known = (value: number | undefined): number => (value === undefined || Number.isNaN(value) ? 0.7 : value / top);
  return a.map((value, row) => {
    return known(value) * known(b[row]) + (d[row] ?? 0) * Math.sin(6 * known(c[row])) * 0.5 + noise * random();
  });
}

describe.each(OBJECTIVES)('%s and the real XGBoost', (objective) => {
  const rows = 2000;
  const columns = randomColumns(rows, 50, 0.1, 3);
  const labels = signal(columns, 0.3, 4).map((value) => {
    if (objective === 'reg:squarederror') return Math.fround(value);
    return objective.startsWith('multi:') ? Number(value > 0.3) + Number(value > 0.6) : Number(value > 0.4);
  });
  const given = {
    num_round: 20,
    max_depth: 5,
    alpha: 0.1,
    gamma: 0.05,
    lambda: 2,
    min_child_weight: 2,
    base_score: 0.4,
  };
  const weighted = objective === 'binary:logistic' ? { scale_pos_weight: 1.5, max_delta_step: 0.7 } : {};

  it.runIf(hasXgboost)('agree to 1e-6 about our model, its model, and what training makes of the same data', () => {
    const trainingRows = labels.map((_, row) => row);

    const { ours, theirsByUs, judgement } = compare({
      objective,
      columns,
      labels,
      trainingRows,
      given: { ...given, ...weighted },
    });

    expect(new Set(ours).size).toBeGreaterThan(1);
    expect(largestDifference(judgement.loaded, ours)).toBeLessThan(1e-6);
    expect(largestDifference(judgement.trained, theirsByUs)).toBeLessThan(1e-6);
    expect(largestDifference(judgement.trained, ours)).toBeLessThan(1e-6);
  });
});

describe('held-out AUC', () => {
  it.runIf(hasXgboost)(
    "is within 0.01 of XGBoost's with the same hyperparameters, on values that need quantile bins",
    () => {
      const rows = 8000;
      const columns = randomColumns(rows, 1e6, 0.05, 11);
      const random = seededRandom(12);
      const labels = signal(columns, 0, 13).map((value) => Number(random() < 1 / (1 + Math.exp(-4 * (value - 0.3)))));
      const isHeldOut = (row: number): boolean => row % 4 === 0;
      const trainingRows = [...labels.keys()].filter((row) => !isHeldOut(row));
      const given = { num_round: 60, eta: 0.1, max_depth: 4, subsample: 0.8, colsample_bytree: 0.8 };

      const { ours, judgement } = compare({ objective: 'binary:logistic', columns, labels, trainingRows, given });

      const auc = (predictions: ArrayLike<number>): number => {
        const heldOut = [...labels.keys()].filter(isHeldOut);
        return measure(
          'auc',
          Float64Array.from(heldOut, (row) => predictions[row] ?? Number.NaN),
          Float32Array.from(heldOut, (row) => labels[row] ?? Number.NaN),
        );
      };
      expect(auc(judgement.trained)).toBeGreaterThan(0.6);
      expect(Math.abs(auc(ours) - auc(judgement.trained))).toBeLessThan(0.01);
    },
  );
});
