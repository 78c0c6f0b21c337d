import type { Booster } from './booster.ts';
import type { Tree } from './tree.ts';
import { UnsupportedModelError } from './xgboost-json.ts';

/**
 * Nodes of trees in flat arrays; a node's right child follows its left one. A leaf leads to itself, so that a row walks
 * as many steps in every tree as it is deep, without a branch that the processor could guess wrong.
 */
export interface FlatForest {
  /** The left child's number, shifted by `placeBits`, and the place in a spread row that the node asks, see spreadMissing. */
  readonly nodes: Int32Array;
  readonly placeBits: number;
  /** A feature at or above it goes right; NaN at a leaf, which nothing reaches. */
  readonly thresholds: Float32Array;
  readonly leafValues: Float32Array;
  readonly trees: readonly FlatTree[];
}

/** Where a tree of a forest begins. */
export interface FlatTree {
  readonly root: number;
  readonly depth: number;
  /** The class that it adds to. */
  readonly treeClass: number;
}

const nodeBits = 32;

/**
 * Lays the trees of a model out for scoring, in their order: in one forest, or in more when their nodes have no more room
 * in 32 bits. Throws UnsupportedModelError when that is so for a single tree.
 */
export function flattenTrees(booster: Booster): FlatForest[] {
  const placeBits = Math.ceil(Math.log2(2 * booster.featureCount));
  const mostNodes = 2 ** (nodeBits - placeBits);
  const groups: Array<{ begin: number; end: number; nodeCount: number }> = [];
  booster.trees.forEach(({ leftChildren: { length } }, index) => {
    if (length > mostNodes)
      throw new UnsupportedModelError(`tree ${index} has ${length} nodes; ${mostNodes} have room`);
    const last = groups.at(-1);
    if (last && last.nodeCount + length <= mostNodes) {
      last.end += 1;
      last.nodeCount += length;
    } else groups.push({ begin: index, end: index + 1, nodeCount: length });
  });
  return groups.map(({ begin, end, nodeCount }) => flattenGroup(booster, begin, end, nodeCount, placeBits));
}

function flattenGroup(booster: Booster, begin: number, end: number, nodeCount: number, placeBits: number): FlatForest {
  const trees: FlatTree[] = [];
  const forest: FlatForest = {
    nodes: new Int32Array(nodeCount),
    placeBits,
    thresholds: new Float32Array(nodeCount).fill(Number.NaN),
    leafValues: new Float32Array(nodeCount),
    trees,
  };
  let root = 0;
  for (let index = begin; index < end; index++) {
    const tree = booster.trees[index] as Tree;
    const depth = flattenTree(tree, booster.featureCount, forest, root);
    trees.push({ root, depth, treeClass: booster.treeClasses[index] as number });
    root += tree.leftChildren.length;
  }
  return forest;
}

/** Writes one tree from `root` on, level by level; returns its depth. */
function flattenTree(tree: Tree, featureCount: number, forest: FlatForest, root: number): number {
  const { nodes, placeBits, thresholds, leafValues } = forest;
  const queue = [{ node: 0, depth: 0 }];
  for (let place = 0; place < queue.length; place++) {
    const { node, depth } = queue[place] as { node: number; depth: number };
    const left = tree.leftChildren[node] as number;
    const condition = tree.splitConditions[node] as number;
    if (left < 0) {
      nodes[root + place] = (root + place) << placeBits;
      leafValues[root + place] = condition;
      continue;
    }
    const asked = (tree.splitIndices[node] as number) + (tree.defaultLeft[node] ? 0 : featureCount);
    nodes[root + place] = ((root + queue.length) << placeBits) | asked;
    thresholds[root + place] = condition;
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
