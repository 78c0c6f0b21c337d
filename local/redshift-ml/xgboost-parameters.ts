import { completeHyperparameters, HyperparameterError, type Hyperparameters } from './learner/hyperparameters.ts';
import { isBestWhenLarge, type MetricName } from './learner/metric.ts';
import type { ObjectiveName } from './learner/objective.ts';

/** Objectives of MODEL_TYPE XGBOOST that the learner knows. */
export const XGBOOST_OBJECTIVES = [
  'reg:squarederror',
  'reg:logistic',
  'binary:logistic',
  'binary:hinge',
  'multi:softmax',
] as const satisfies readonly ObjectiveName[];

/** One of them. */
export type XgboostObjective = (typeof XGBOOST_OBJECTIVES)[number];

/** HYPERPARAMETERS of AUTO OFF MODEL_TYPE XGBOOST, checked and completed with XGBoost's defaults. */
export interface XgboostParameters {
  readonly hyperparameters: Hyperparameters;
  /** 0 for objectives without classes. */
  readonly numClass: number;
  /** What SHOW MODEL tells; the first decides about early stopping. */
  readonly evalMetrics: readonly [MetricName, ...MetricName[]];
  /** As the statement gives them, by name in lower case. */
  readonly given: Readonly<Record<string, string>>;
}

/** The hyperparameter is one of XGBoost's that the local learner has not. */
export class UnsupportedHyperparameterError extends Error {
  override readonly name = 'UnsupportedHyperparameterError';
}

/**
 * Values of XGBoost's other hyperparameters that ask for what the learner does anyway, or for more or less speed or log;
 * https://docs.aws.amazon.com/sagemaker/latest/dg/xgboost_hyperparameters.html.
 */
const meaningless: Readonly<Record<string, RegExp>> = {
  booster: /^gbtree$/,
  tree_method: /^(auto|hist)$/,
  process_type: /^default$/,
  refresh_leaf: /^1$/,
  sampling_method: /^uniform$/,
  num_parallel_tree: /^1$/,
  nthread: /^\d+$/,
  verbosity: /^[0-3]$/,
  silent: /^[01]$/,
};

/** XGBoost's hyperparameters that no value makes meaningless here. */
const unsupported = (
  'csv_weights deterministic_histogram dsplit interaction_constraints lambda_bias monotone_constraints normalize_type ' +
  'one_drop prob_buffer_row rate_drop sample_type single_precision_histogram sketch_eps skip_drop tweedie_variance_power ' +
  'updater use_dask_gpu_training'
).split(' ');

const metricsOf: Readonly<Record<XgboostObjective, readonly [MetricName, ...MetricName[]]>> = {
  'reg:squarederror': ['rmse', 'mae'],
  'reg:logistic': ['rmse', 'mae', 'logloss', 'error', 'auc', 'aucpr'],
  'binary:logistic': ['error', 'logloss', 'auc', 'aucpr', 'rmse', 'mae'],
  'binary:hinge': ['error'],
  'multi:softmax': ['merror', 'mlogloss'],
};

/**
 * Checks the hyperparameters of a statement.
 *
 * @param given texts by names in lower case, XGBoost's aliases too.
 * @throws HyperparameterError at an unknown name or a value out of range, UnsupportedHyperparameterError at a name or
 * value that only the real XGBoost knows.
 */
export function readXgboostParameters(
  objective: XgboostObjective,
  given: ReadonlyMap<string, string>,
): XgboostParameters {
  const ours = new Map<string, number | string>();
  for (const [name, text] of given) {
    if (name === 'objective') throw new HyperparameterError('OBJECTIVE is a clause of its own');
    if (name === 'eval_metric' || name === 'num_class' || isMeaningless(name, text)) continue;
    ours.set(name, name === 'grow_policy' ? text : toNumber(name, text));
  }
  const hyperparameters = completeHyperparameters(Object.fromEntries(ours));
  const evalMetrics = readEvalMetrics(objective, given.get('eval_metric'));
  if (hyperparameters.early_stopping_rounds > 0 && isBestWhenLarge(evalMetrics[0])) {
    throw new UnsupportedHyperparameterError(`early_stopping_rounds by eval_metric '${evalMetrics[0]}'`);
  }
  return {
    hyperparameters,
    numClass: readNumClass(objective, given.get('num_class')),
    evalMetrics,
    given: Object.fromEntries(given),
  };
}

function isMeaningless(name: string, text: string): boolean {
  if (unsupported.includes(name)) throw new UnsupportedHyperparameterError(`hyperparameter ${name}`);
  const pattern = Object.hasOwn(meaningless, name) ? meaningless[name] : undefined;
  if (pattern && !pattern.test(text)) throw new UnsupportedHyperparameterError(`hyperparameter ${name} '${text}'`);
  return pattern !== undefined;
}

const decimalNumber = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i;

function toNumber(name: string, text: string): number {
  const number = Number(text);
  if (!decimalNumber.test(text)) throw new HyperparameterError(`${name} is '${text}', no number`);
  return number;
}

function readNumClass(objective: XgboostObjective, text: string | undefined): number {
  if (objective !== 'multi:softmax') {
    if (text === undefined || text === '0' || text === '1') return 0;
    throw new HyperparameterError(`num_class is ${text}; ${objective} has no classes`);
  }
  if (text === undefined) throw new HyperparameterError('NUM_CLASS is required for OBJECTIVE multi:softmax');
  const numClass = toNumber('num_class', text);
  if (Number.isInteger(numClass) && numClass >= 2) return numClass;
  throw new HyperparameterError(`num_class is ${text}; it must be a whole number of at least 2`);
}

/** A list between commas, as SageMaker takes it. */
function readEvalMetrics(objective: XgboostObjective, text: string | undefined): XgboostParameters['evalMetrics'] {
  const fitting = metricsOf[objective];
  const [first, ...others] = (text ?? fitting[0]).split(',').map((name) => {
    const metric = fitting.find((known) => known === name.trim());
    if (!metric) throw new UnsupportedHyperparameterError(`eval_metric '${name.trim()}' for ${objective}`);
    return metric;
  });
  return first ? [first, ...others] : [fitting[0]];
}
