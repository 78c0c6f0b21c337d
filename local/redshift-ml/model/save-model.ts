import type { Booster } from './booster.ts';
import type { Tree } from './tree.ts';

// The release whose schema we write.
const VERSION = [1, 7, 4];

/** Writes XGBoost's JSON model; floats keep their float32 value exactly. */
export function saveModel(booster: Booster): string {
  const learner = jsonObject({
    attributes: JSON.stringify(booster.attributes),
    feature_names: JSON.stringify(booster.featureNames),
    feature_types: '[]',
    gradient_booster: jsonObject({ model: writeTrees(booster), name: '"gbtree"' }),
    learner_model_param: JSON.stringify({
      base_score: float(booster.baseScore),
      boost_from_average: '1',
      num_class: String(booster.numClass),
      num_feature: String(booster.featureCount),
      num_target: '1',
    }),
    objective: JSON.stringify(describeObjective(booster)),
  });
  return jsonObject({ learner, version: JSON.stringify(VERSION) });
}

/** An object out of members that are JSON text already. */
function jsonObject(members: Readonly<Record<string, string>>): string {
  const texts = Object.entries(members).map(([name, json]) => `${JSON.stringify(name)}:${json}`);
  return `{${texts.join(',')}}`;
}

function describeObjective({ objective, numClass, scalePosWeight }: Booster): object {
  if (numClass > 0) return { name: objective, softmax_multiclass_param: { num_class: String(numClass) } };
  if (objective === 'binary:hinge') return { name: objective };
  return { name: objective, reg_loss_param: { scale_pos_weight: String(scalePosWeight) } };
}

function writeTrees({ trees, treeClasses, featureCount }: Booster): string {
  return jsonObject({
    gbtree_model_param: JSON.stringify({
      num_parallel_tree: '1',
      num_trees: String(trees.length),
      size_leaf_vector: '0',
    }),
    tree_info: JSON.stringify(treeClasses),
    trees: `[${trees.map((tree, id) => writeTree(tree, id, featureCount)).join(',')}]`,
  });
}

function writeTree(tree: Tree, id: number, featureCount: number): string {
  const nodeCount = tree.leftChildren.length;
  return jsonObject({
    base_weights: floats(tree.baseWeights),
    categories: '[]',
    categories_nodes: '[]',
    categories_segments: '[]',
    categories_sizes: '[]',
    default_left: integers(tree.defaultLeft),
    id: String(id),
    left_children: integers(tree.leftChildren),
    loss_changes: floats(tree.lossChanges),
    parents: integers(tree.parents),
    right_children: integers(tree.rightChildren),
    split_conditions: floats(tree.splitConditions),
    split_indices: integers(tree.splitIndices),
    split_type: integers(new Uint8Array(nodeCount)),
    sum_hessian: floats(tree.sumHessian),
    tree_param: JSON.stringify({
      num_deleted: '0',
      num_feature: String(featureCount),
      num_nodes: String(nodeCount),
      size_leaf_vector: '0',
    }),
  });
}

function integers(values: Int32Array | Uint8Array): string {
  return `[${values.join(',')}]`;
}

function floats(values: Float32Array): string {
  return `[${Array.from(values, float).join(',')}]`;
}

/** XGBoost reads `1` as an integer and refuses it in a float's place, hence the exponent; 9 digits tell float32s apart. */
function float(value: number): string {
  return Number(value.toPrecision(9)).toExponential().replace('+', '');
}
