import { OBJECTIVES, type ObjectiveName } from '../learner/objective.ts';
import type { Booster } from './booster.ts';
import { requireModel } from './require-model.ts';
import { requireTree } from './require-tree.ts';
import type { Tree } from './tree.ts';
import { UnsupportedModelError, type XgboostTree } from './xgboost-json.ts';

/** Reads XGBoost's JSON model; throws UnsupportedModelError for boosters, objectives and splits that we cannot score. */
export function loadModel(json: string): Booster {
  const model = parseModel(json);
  requireModel(model);
  const { gradient_booster, learner_model_param, objective, attributes, feature_names } = model.learner;
  const featureCount = Number(learner_model_param.num_feature);
  return {
    objective: readObjective(objective.name),
    numClass: Number(learner_model_param.num_class),
    scalePosWeight: Number(objective.reg_loss_param?.scale_pos_weight ?? 1),
    baseScore: readBaseScore(learner_model_param.base_score),
    featureCount,
    featureNames: feature_names ?? [],
    trees: gradient_booster.model.trees.map((tree, index) => readTree(tree, index, featureCount)),
    treeClasses: gradient_booster.model.tree_info,
    attributes: attributes ?? {},
  };
}

function parseModel(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return parseWithNan(json);
  }
}

/** XGBoost writes NaN for the threshold of a categorical split, which JSON has no word for. */
function parseWithNan(json: string): unknown {
  try {
    return JSON.parse(json.replaceAll(/(?<=[[,])NaN(?=[\],])/g, '0'));
  } catch (cause) {
    throw new UnsupportedModelError('the JSON is damaged', { cause });
  }
}

/** From release 3.1 on it is a list, of one for a single target. */
function readBaseScore(text: string): number {
  const score = Math.fround(Number(text.replace(/^\[(.*)\]$/, '$1')));
  if (Number.isNaN(score)) throw new UnsupportedModelError(`base_score ${text} is not supported, only one number`);
  return score;
}

function readObjective(name: string): ObjectiveName {
  const objective = OBJECTIVES.find((known) => known === name);
  if (!objective) throw new UnsupportedModelError(`objective ${name} is not supported, only ${OBJECTIVES.join(', ')}`);
  return objective;
}

function readTree(tree: XgboostTree, index: number, featureCount: number): Tree {
  if (tree.split_type?.some((type) => type !== 0)) {
    throw new UnsupportedModelError(`tree ${index} has categorical splits; encode categories as numbers`);
  }
  const read: Tree = {
    leftChildren: Int32Array.from(tree.left_children),
    rightChildren: Int32Array.from(tree.right_children),
    parents: Int32Array.from(tree.parents),
    splitIndices: Int32Array.from(tree.split_indices),
    splitConditions: Float32Array.from(tree.split_conditions),
    defaultLeft: Uint8Array.from(tree.default_left, Number),
    baseWeights: Float32Array.from(tree.base_weights),
    lossChanges: Float32Array.from(tree.loss_changes),
    sumHessian: Float32Array.from(tree.sum_hessian),
  };
  requireTree(read, index, featureCount);
  return read;
}
