import type { Booster } from './booster.ts';
import type { Tree } from './tree.ts';

/**
 * All nodes of all trees in flat arrays; a node's right child follows its left one. A leaf leads to itself, so that a row
 * walks as many steps in every tree as it is deep, without a branch that the processor could guess wrong.
 */
export interface FlatForest {
  /** The feature that a node asks. */
  readonly features: Int32Array;
  /** A feature at or above it goes right; NaN at a leaf, which nothing reaches. */
  readonly thresholds: Float32Array;
  readonly leftChildren: Int32Array;
  /** 1 where a missing feature goes right. */
  readonly missingSteps: Uint8Array;
  readonly leafValues: Float32Array;
  readonly roots: Int32Array;
  readonly depths: Int32Array;
  /** The class that each tree adds to. */
  readonly treeClasses: Int32Array;
}

/** Lays the trees of a model out for scoring. */
export function flattenTrees({ trees, treeClasses }: Booster): FlatForest {
  const nodeCount = trees.reduce((sum, tree) => sum + tree.leftChildren.length, 0);
  const forest: FlatForest = {
    features: new Int32Array(nodeCount),
    thresholds: new Float32Array(nodeCount).fill(Number.NaN),
    leftChildren: Int32Array.from({ length: nodeCount }, (_, node) => node),
    missingSteps: new Uint8Array(nodeCount),
    leafValues: new Float32Array(nodeCount),
    roots: new Int32Array(trees.length),
    depths: new Int32Array(trees.length),
    treeClasses: Int32Array.from(treeClasses),
  };
  let next = 0;
  trees.forEach((tree, index) => {
    forest.roots[index] = next;
    forest.depths[index] = flattenTree(tree, forest, next);
    next += tree.leftChildren.length;
  });
  return forest;
}

/** Writes one tree from `root` on, level by level; returns its depth. */
function flattenTree(tree: Tree, forest: FlatForest, root: number): number {
  const queue = [{ node: 0, depth: 0 }];
  for (let place = 0; place < queue.length; place++) {
    const { node, depth } = queue[place] as { node: number; depth: number };
    const left = tree.leftChildren[node] as number;
    const condition = tree.splitConditions[node] as number;
    if (left < 0) {
      forest.leafValues[root + place] = condition;
      continue;
    }
    forest.thresholds[root + place] = condition;
    forest.features[root + place] = tree.splitIndices[node] as number;
    forest.leftChildren[root + place] = root + queue.length;
    forest.missingSteps[root + place] = tree.defaultLeft[node] === 1 ? 0 : 1;
    queue.push({ node: left, depth: depth + 1 }, { node: tree.rightChildren[node] as number, depth: depth + 1 });
  }
  return queue.at(-1)?.depth ?? 0;
}

/**
 * Adds every tree's answer to the margins of `rowCount` rows. `rows` is row-major float32 with `width` features; margins
 * are row-major with `stride` classes and summed in float32, tree by tree, as XGBoost does.
 */
export function addForest(
  forest: FlatForest,
  rows: Float32Array,
  width: number,
  rowCount: number,
  margins: Float32Array,
  stride: number,
): void {
  const { features, thresholds, leftChildren, missingSteps, leafValues, roots, depths, treeClasses } = forest;
  for (let tree = 0; tree < roots.length; tree++) {
    const root = roots[tree] as number;
    const depth = depths[tree] as number;
    const offset = treeClasses[tree] as number;
    for (let row = 0; row < rowCount; row++) {
      const first = row * width;
      let node = root;
      for (let step = 0; step < depth; step++) {
        const value = rows[first + (features[node] as number)] as number;
        // NaN is neither at nor above a threshold, and unlike any number, itself included.
        const isRight = Number(value >= (thresholds[node] as number));
        const isMissing = Number(Number.isNaN(value));
        node = (leftChildren[node] as number) + (isRight | (isMissing & (missingSteps[node] as number)));
      }
      const slot = row * stride + offset;
      margins[slot] = (margins[slot] as number) + (leafValues[node] as number);
    }
  }
}
