import type { Booster } from './booster.ts';
import type { Tree } from './tree.ts';

/**
 * All nodes of all trees in flat arrays; a node's right child follows its left one. A leaf leads to itself, so that a row
 * walks as many steps in every tree as it is deep, without a branch that the processor could guess wrong.
 */
export interface FlatForest {
  /** The place in a spread row that a node asks, see spreadMissing. */
  readonly features: Int32Array;
  /** A feature at or above it goes right; NaN at a leaf, which nothing reaches. */
  readonly thresholds: Float32Array;
  readonly leftChildren: Int32Array;
  readonly leafValues: Float32Array;
  readonly roots: Int32Array;
  readonly depths: Int32Array;
  /** The class that each tree adds to. */
  readonly treeClasses: Int32Array;
}

/** Lays the trees of a model out for scoring. */
export function flattenTrees({ trees, treeClasses, featureCount }: Booster): FlatForest {
  const nodeCount = trees.reduce((sum, tree) => sum + tree.leftChildren.length, 0);
  const forest: FlatForest = {
    features: new Int32Array(nodeCount),
    thresholds: new Float32Array(nodeCount).fill(Number.NaN),
    leftChildren: Int32Array.from({ length: nodeCount }, (_, node) => node),
    leafValues: new Float32Array(nodeCount),
    roots: new Int32Array(trees.length),
    depths: new Int32Array(trees.length),
    treeClasses: Int32Array.from(treeClasses),
  };
  let next = 0;
  trees.forEach((tree, index) => {
    forest.roots[index] = next;
    forest.depths[index] = flattenTree(tree, featureCount, forest, next);
    next += tree.leftChildren.length;
  });
  return forest;
}

/** Writes one tree from `root` on, level by level; returns its depth. */
function flattenTree(tree: Tree, featureCount: number, forest: FlatForest, root: number): number {
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
    forest.features[root + place] = (tree.splitIndices[node] as number) + (tree.defaultLeft[node] ? 0 : featureCount);
    forest.leftChildren[root + place] = root + queue.length;
    queue.push({ node: left, depth: depth + 1 }, { node: tree.rightChildren[node] as number, depth: depth + 1 });
  }
  return queue.at(-1)?.depth ?? 0;
}

/**
 * Spreads rows of `featureCount` features over twice as many places: in the first half a missing feature (NaN) becomes
 * -Infinity, which goes left everywhere, in the second Infinity, which goes right. So no node needs to ask for NaN.
 */
export function spreadMissing(rows: Float32Array, featureCount: number, rowCount: number): void {
  for (let row = 0; row < rowCount; row++) {
    const first = row * 2 * featureCount;
    for (let place = first; place < first + featureCount; place++) {
      const value = rows[place] as number;
      const isMissing = Number.isNaN(value);
      rows[place] = isMissing ? Number.NEGATIVE_INFINITY : value;
      rows[place + featureCount] = isMissing ? Number.POSITIVE_INFINITY : value;
    }
  }
}

/** Rows that walk the trees side by side. */
export const rowsAbreast = 4;

/**
 * Adds every tree's answer to the margins of `rowCount` rows, a multiple of `rowsAbreast`. `rows` is row-major with
 * `width` places for each spread row; margins are row-major with `stride` classes and summed in float32, tree by tree, as
 * XGBoost does.
 */
export function addForest(
  forest: FlatForest,
  rows: Float32Array,
  width: number,
  rowCount: number,
  margins: Float32Array,
  stride: number,
): void {
  const { features, thresholds, leftChildren, leafValues, roots, depths, treeClasses } = forest;
  for (let tree = 0; tree < roots.length; tree++) {
    const root = roots[tree] as number;
    const depth = depths[tree] as number;
    // Four rows walk abreast, since the steps of one must wait for each other: more than half of the time saved.
    for (let row = 0; row < rowCount; row += rowsAbreast) {
      const first = row * width;
      const second = first + width;
      const third = second + width;
      const fourth = third + width;
      let a = root;
      let b = root;
      let c = root;
      let d = root;
      for (let step = 0; step < depth; step++) {
        const valueA = rows[first + (features[a] as number)] as number;
        const valueB = rows[second + (features[b] as number)] as number;
        const valueC = rows[third + (features[c] as number)] as number;
        const valueD = rows[fourth + (features[d] as number)] as number;
        a = (leftChildren[a] as number) + Number(valueA >= (thresholds[a] as number));
        b = (leftChildren[b] as number) + Number(valueB >= (thresholds[b] as number));
        c = (leftChildren[c] as number) + Number(valueC >= (thresholds[c] as number));
        d = (leftChildren[d] as number) + Number(valueD >= (thresholds[d] as number));
      }
      const slot = row * stride + (treeClasses[tree] as number);
      margins[slot] = (margins[slot] as number) + (leafValues[a] as number);
      margins[slot + stride] = (margins[slot + stride] as number) + (leafValues[b] as number);
      margins[slot + 2 * stride] = (margins[slot + 2 * stride] as number) + (leafValues[c] as number);
      margins[slot + 3 * stride] = (margins[slot + 3 * stride] as number) + (leafValues[d] as number);
    }
  }
}
