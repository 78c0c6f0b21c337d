import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { binMatrix } from '../../local/redshift-ml/learner/binned-matrix.ts';
import { boost } from '../../local/redshift-ml/learner/boost.ts';
import { completeHyperparameters } from '../../local/redshift-ml/learner/hyperparameters.ts';
import { createObjective, type ObjectiveName } from '../../local/redshift-ml/learner/objective.ts';
import { seededRandom } from '../../local/redshift-ml/learner/random.ts';
import { saveModel } from '../../local/redshift-ml/model/save-model.ts';

// Debian's python3-xgboost belongs to Debian's Python, whatever other Python comes first in the path.
const python = '/usr/bin/python3';
const judgePath = fileURLToPath(new URL('./xgboost-judge.py', import.meta.url));
const probe = spawnSync(python, ['-c', 'import xgboost'], { encoding: 'utf8' });
/** True when the tests can ask the real XGBoost. */
export const hasXgboost = probe.status === 0;
if (!hasXgboost) {
  const reason = probe.error?.message ?? probe.stderr.trim().split('\n').at(-1);
  console.warn(`The tests against the real XGBoost do not run: ${reason}. Debian's package is python3-xgboost.`);
}

/** What XGBoost says. */
export interface Judgement {
  /** Its predictions by our model. */
  readonly loaded: number[];
  /** Its predictions by the model that it trained itself. */
  readonly trained: number[];
  readonly trainedModel: string;
}

/** Training data and hyperparameters for both learners. */
export interface Problem {
  readonly objective: ObjectiveName;
  readonly columns: readonly number[][];
  readonly labels: readonly number[];
  readonly trainingRows: readonly number[];
  readonly given: Readonly<Record<string, number | string>>;
}

/** Trains here and gives the model in XGBoost's JSON. */
export function trainHere({ objective, columns, labels, trainingRows, given }: Problem): string {
  const numClass = classCount({ objective, labels });
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
  return saveModel({
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
}

/** The real XGBoost in a process of its own. */
export interface XgboostJudge {
  /** Scores all rows by the model given and by one that XGBoost trains on the same problem. */
  judge(problem: Problem, model: string): Promise<Judgement>;
  close(): void;
}

/** Starts XGBoost. */
export function openJudge(): XgboostJudge {
  const { stdin, stdout } = spawn(python, [judgePath], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    judge: async (problem, model) => {
      const { objective, columns, labels, trainingRows } = problem;
      const { num_round: rounds, ...others } = problem.given;
      const parameters = { ...others, objective, num_class: classCount(problem) };
      stdin.write(`${JSON.stringify({ columns, labels, trainingRows, model, rounds, parameters })}\n`);
      const answer = await answers.next();
      if (answer.done) throw new Error(`${judgePath} ended; its last words are above`);
      return JSON.parse(answer.value) as Judgement;
    },
    close: () => stdin.end(),
  };
}

function classCount({ objective, labels }: Pick<Problem, 'objective' | 'labels'>): number {
  return objective.startsWith('multi:') ? Math.max(...labels) + 1 : 0;
}

/** Four columns of numbers, some missing, and one of 0 and 1. */
export function randomColumns(rows: number, distinct: number, missingShare: number, seed: number): number[][] {
  const random = seededRandom(seed);
  const indicator = Array.from({ length: rows }, () => Number(random() < 0.4));
  const numbers = [0, 1, 2, 3].map(() =>
    Array.from({ length: rows }, () => (random() < missingShare ? Number.NaN : Math.floor(random() * distinct) / 7)),
  );
  return [...numbers, indicator];
}

/** What the columns say, with noise. */
function signal([a = [], b = [], , c = [], d = []]: readonly number[][], noise: number, seed: number): number[] {
  const random = seededRandom(seed);
  const top = Math.max(...a.filter((value) => !Number.isNaN(value)));
  const known = (value: number | undefined): number => (value === undefined || Number.isNaN(value) ? 0.7 : value / top);
  return a.map((value, row) => {
    return known(value) * known(b[row]) + (d[row] ?? 0) * Math.sin(6 * known(c[row])) * 0.5 + noise * random();
  });
}

/** Labels that fit the objective. */
export function labelsFor(objective: ObjectiveName, columns: readonly number[][], seed: number): number[] {
  return signal(columns, 0.3, seed).map((value) => {
    if (objective === 'reg:squarederror') return Math.fround(value);
    return objective.startsWith('multi:') ? Number(value > 0.3) + Number(value > 0.6) : Number(value > 0.4);
  });
}
