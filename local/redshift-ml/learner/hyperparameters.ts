import { mostBins } from './binned-matrix.ts';

/** XGBoost's ways to grow a tree. */
export const GROW_POLICIES = ['depthwise', 'lossguide'] as const;

/** One of XGBoost's ways to grow a tree. */
export type GrowPolicy = (typeof GROW_POLICIES)[number];

/** XGBoost's hyperparameters by their own names, https://xgboost.readthedocs.io/en/release_1.7.0/parameter.html. */
export interface Hyperparameters {
  /** Number of boosting rounds (num_boost_round in Python). */
  readonly num_round: number;
  /** Learning rate: what a leaf's weight is multiplied with. */
  readonly eta: number;
  /** Loss reduction that a split must bring. */
  readonly gamma: number;
  /** Deepest level of a tree; 0 is no limit. */
  readonly max_depth: number;
  /** Most leaves of a tree; 0 is no limit. */
  readonly max_leaves: number;
  /** Which node is split next: the highest, or the one whose split reduces the loss most. */
  readonly grow_policy: GrowPolicy;
  /** Sum of hessians that a leaf must have. */
  readonly min_child_weight: number;
  /** Largest weight of a leaf before eta; 0 is no limit. */
  readonly max_delta_step: number;
  /** Share of the rows drawn for each tree. */
  readonly subsample: number;
  /** Share of the features drawn for each tree. */
  readonly colsample_bytree: number;
  /** Share of the tree's features drawn for each level. */
  readonly colsample_bylevel: number;
  /** Share of the level's features drawn for each node. */
  readonly colsample_bynode: number;
  /** L2 regularisation of leaf weights. */
  readonly lambda: number;
  /** L1 regularisation of leaf weights. */
  readonly alpha: number;
  /** Weight of rows with label 1. */
  readonly scale_pos_weight: number;
  /** Most bins of a feature's histogram. */
  readonly max_bin: number;
  /** Prediction before the first tree: a probability for logistic objectives. */
  readonly base_score: number;
  /** Rounds without a better validation score after which boosting ends; 0 never ends early. */
  readonly early_stopping_rounds: number;
  readonly seed: number;
}

/** A hyperparameter is unknown or out of its range. */
export class HyperparameterError extends Error {
  override readonly name = 'HyperparameterError';
}

interface Range {
  readonly standard: number;
  readonly min: number;
  readonly max?: number;
  readonly aboveMin?: true;
  readonly whole?: true;
}

type NumericName = Exclude<keyof Hyperparameters, 'grow_policy'>;

const SHARE = { standard: 1, min: 0, max: 1, aboveMin: true } as const;

// Defaults are XGBoost's; num_round is Redshift ML's.
const RANGES: Readonly<Record<NumericName, Range>> = {
  num_round: { standard: 100, min: 1, whole: true },
  eta: { standard: 0.3, min: 0, max: 1 },
  gamma: { standard: 0, min: 0 },
  max_depth: { standard: 6, min: 0, whole: true },
  max_leaves: { standard: 0, min: 0, whole: true },
  min_child_weight: { standard: 1, min: 0 },
  max_delta_step: { standard: 0, min: 0 },
  subsample: SHARE,
  colsample_bytree: SHARE,
  colsample_bylevel: SHARE,
  colsample_bynode: SHARE,
  lambda: { standard: 1, min: 0 },
  alpha: { standard: 0, min: 0 },
  scale_pos_weight: { standard: 1, min: 0, aboveMin: true },
  max_bin: { standard: 256, min: 2, max: mostBins, whole: true },
  base_score: { standard: 0.5, min: Number.NEGATIVE_INFINITY },
  early_stopping_rounds: { standard: 0, min: 0, whole: true },
  seed: { standard: 0, min: 0, whole: true },
};

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['learning_rate', 'eta'],
  ['min_split_loss', 'gamma'],
  ['reg_lambda', 'lambda'],
  ['reg_alpha', 'alpha'],
  ['num_boost_round', 'num_round'],
  ['random_state', 'seed'],
]);

function isNumericName(name: string): name is NumericName {
  return Object.hasOwn(RANGES, name);
}

/** Completes given hyperparameters (XGBoost's aliases too) with the defaults; throws HyperparameterError naming the bad one. */
export function completeHyperparameters(given: Readonly<Record<string, number | string>> = {}): Hyperparameters {
  const standards = Object.entries(RANGES).map(([name, { standard }]) => [name, standard]);
  const complete = Object.fromEntries(standards) as Record<NumericName, number>;
  let growPolicy: GrowPolicy = 'depthwise';
  const names = new Set<string>();
  for (const [written, value] of Object.entries(given)) {
    const name = ALIASES.get(written) ?? written;
    if (names.has(name)) throw new HyperparameterError(`${name} is given twice, once by another name`);
    names.add(name);
    if (name === 'grow_policy') growPolicy = readGrowPolicy(value);
    else if (!isNumericName(name)) throw new HyperparameterError(`unknown hyperparameter ${written}`);
    else complete[name] = readNumber(written, value, RANGES[name]);
  }
  return { ...complete, grow_policy: growPolicy };
}

function readGrowPolicy(value: number | string): GrowPolicy {
  const policy = GROW_POLICIES.find((known) => known === value);
  if (!policy) throw new HyperparameterError(`grow_policy is ${value}; it must be ${GROW_POLICIES.join(' or ')}`);
  return policy;
}

function readNumber(name: string, value: number | string, range: Range): number {
  if (typeof value === 'string') throw new HyperparameterError(`${name} is '${value}'; it must be a number`);
  assertInRange(name, value, range);
  return value;
}

function assertInRange(name: string, value: number, { min, max, aboveMin, whole }: Range): void {
  if (!Number.isFinite(Math.fround(value))) throw new HyperparameterError(`${name} is ${value}; it must be a float32`);
  if (value < min || (aboveMin && value === min)) {
    throw new HyperparameterError(`${name} is ${value}; it must be ${aboveMin ? 'above' : 'at least'} ${min}`);
  }
  if (max !== undefined && value > max) throw new HyperparameterError(`${name} is ${value}; it must be at most ${max}`);
  if (whole && !Number.isInteger(value))
    throw new HyperparameterError(`${name} is ${value}; it must be a whole number`);
}
