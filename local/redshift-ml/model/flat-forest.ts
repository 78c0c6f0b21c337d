import type { Booster } from './booster.ts';
import type { Tree } from './tree.ts';

/** All nodes of all trees in flat arrays; a node's right child follows its left one. */
export interface FlatForest {
  /** The feature that a node asks; -1 at a leaf. */
  readonly features: Int32Array;
  /** Threshold, or a leaf's value. */
  readonly values: Float32Array;
  readonly leftChildren: Int32Array;
  /** Added to the left child's number when the feature is missing: 0 or 1. */
  readonly missingSteps: Uint8Array;
  readonly roots: Int32Array;
  /** The class that each tree adds to. */
  readonly treeClasses: Int32Array;
}

/** Lays the trees of a model out for scoring. */
export function flattenTrees({ trees, treeClasses }: Booster): FlatForest {
  const nodeCount = trees.reduce((sum, tree) => sum + countNodes(tree), 0);
  const forest: FlatForest = {
    features: new Int32Array(nodeCount).fill(-1),
    values: new Float32Array(nodeCount),
    leftChildren: new Int32Array(nodeCount),
    missingSteps: new Uint8Array(nodeCount),
    roots: new Int32Array(trees.length),
    treeClasses: Int32Array.from(treeClasses),
  };
  let next = 0;
  trees.forEach((tree, index) => {
    forest.roots[index] = next;
    next = flattenTree(tree, forest, next);
  });
  return forest;
}

/** At most these many nodes: those that pruning deleted stay in the arrays of XGBoost, but no parent leads to them. */
function countNodes({ leftChildren }: Tree): number {
  const splits = leftChildren.reduce((sum, left) => sum + (left >= 0 ? 1 : 0), 0);
  return 2 * splits + 1;
}

/** Writes one tree from `root` on, breadth first; returns the next free place. */
function flattenTree(tree: Tree, forest: FlatForest, root: number): number {
  const queue = [0];
  for (let place = 0; place < queue.length; place++) {
    const node = queue[place] as number;
    const left = tree.leftChildren[node] as number;
    forest.values[root + place] = tree.splitConditions[node] as number;
    if (left < 0) continue;
    forest.features[root + place] = tree.splitIndices[node] as number;
    forest.leftChildren[root + place] = root + queue.length;
    forest.missingSteps[root + place] = tree.defaultLeft[node] === 1 ? 0 : 1;
    queue.push(left, tree.rightChildren[node] as number);
  }
  return root + queue.length;
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
  const { features, values, leftChildren, missingSteps, roots, treeClasses } = forest;
  for (let tree = 0; tree < roots.length; tree++) {
    const root = roots[tree] as number;
    const offset = treeClasses[tree] as number;
    for (let row = 0; row < rowCount; row++) {
      const first = row * width;
      let node = root;
      let feature = features[node] as number;
      while (feature >= 0) {
        const value = rows[first + feature] as number;
        const threshold = values[node] as number;
        const step = value < threshold ? 0 : value >= threshold ? 1 : (missingSteps[node] as number);
        node = (leftChildren[node] as number) + step;
        feature = features[node] as number;
      }
      const slot = row * stride + offset;
      margins[slot] = (margins[slot] as number) + (values[node] as number);
    }
  }
}
