import { UnsupportedModelError, type XgboostModel } from './xgboost-json.ts';

/** A model needs memory for each of its features and classes, whether its trees ask them or not. */
const mostFeaturesOrClasses = 2 ** 16;

/** Throws UnsupportedModelError unless the value has every member of XGBoost's JSON model that is read, each of its kind. */
export function requireModel(value: unknown): asserts value is XgboostModel {
  const learner = members(members(value).learner);
  const { model, name } = members(learner.gradient_booster);
  if (typeof name !== 'string') throw new UnsupportedModelError('this JSON is not an XGBoost model');
  if (name !== 'gbtree') throw new UnsupportedModelError(`booster ${name} is not supported, only gbtree`);
  const objective = members(learner.objective).name;
  if (typeof objective !== 'string') throw damaged('its objective has no name');
  const { base_score, num_class, num_feature, num_target = '1' } = members(learner.learner_model_param);
  if (typeof base_score !== 'string') throw damaged('it has no base_score');
  if (num_target !== '0' && num_target !== '1') {
    throw new UnsupportedModelError(`num_target ${num_target} is not supported, only one target`);
  }
  requireCount(num_feature, 'num_feature');
  const classes = requireCount(num_class, 'num_class');
  if (classes > 1 !== objective.startsWith('multi:')) throw damaged(`num_class ${classes} does not fit ${objective}`);
  const { feature_names } = learner;
  if (feature_names !== undefined && !isListOf('string', feature_names)) throw damaged('feature_names are no texts');
  const { trees, tree_info } = members(model);
  if (!Array.isArray(trees) || !isListOf('number', tree_info) || trees.length !== tree_info.length) {
    throw damaged('trees and tree_info differ in length');
  }
  const last = Math.max(1, classes) - 1;
  if (!tree_info.every((treeClass) => treeClass >= 0 && treeClass <= last)) {
    throw damaged(`tree_info names a class beyond ${last}`);
  }
  trees.forEach(requireLists);
}

const treeLists = [
  'base_weights',
  'left_children',
  'loss_changes',
  'parents',
  'right_children',
  'split_conditions',
  'split_indices',
  'sum_hessian',
];

function requireLists(tree: unknown, index: number): void {
  const wrong = treeLists.find((name) => !isListOf('number', members(tree)[name]));
  if (wrong !== undefined) throw damaged(`${wrong} of tree ${index} is no list of numbers`);
  const { default_left } = members(tree);
  if (!isListOf('number', default_left) && !isListOf('boolean', default_left)) {
    throw damaged(`default_left of tree ${index} is no list`);
  }
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new UnsupportedModelError('this JSON is not an XGBoost model');
}

interface Kinds {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
}

function isListOf<Kind extends keyof Kinds>(kind: Kind, value: unknown): value is Array<Kinds[Kind]> {
  return Array.isArray(value) && value.every((item) => typeof item === kind);
}

function requireCount(value: unknown, name: string): number {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isNaN(count)) throw damaged(`${name} is no whole number`);
  if (count > mostFeaturesOrClasses) {
    throw new UnsupportedModelError(`${name} ${count} is not supported, only up to ${mostFeaturesOrClasses}`);
  }
  return count;
}

function damaged(reason: string): UnsupportedModelError {
  return new UnsupportedModelError(`this XGBoost model is damaged: ${reason}`);
}
