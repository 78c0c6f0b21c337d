import type { BinnedMatrix } from './binned-matrix.ts';
import { findSplit, type NodeSums, type Split } from './find-split.ts';
import { buildHistogram, type Gradients, type Histogram, type HistogramPool, subtractHistogram } from './histogram.ts';
import type { Hyperparameters } from './hyperparameters.ts';
import { partitionRows, type RowPartition } from './row-partition.ts';
import { createTreeBuilder, type GrownTree, type TreeBuilder } from './tree-builder.ts';

/** What one tree is grown from. */
export interface TreeGrowth {
  readonly matrix: BinnedMatrix;
  readonly gradients: Gradients;
  /** The tree's rows, ascending; reordered by the growth so that each leaf's rows lie together. */
  readonly partition: RowPartition;
  /** The features drawn for the tree, ascending. */
  readonly features: Int32Array;
  readonly hyperparameters: Hyperparameters;
  readonly pool: HistogramPool;
}

/** A leaf's rows: partition.rows[begin, end). */
export interface LeafRows {
  readonly begin: number;
  readonly end: number;
  /** What the leaf adds to their margins. */
  readonly value: number;
}

interface Node {
  readonly id: number;
  readonly depth: number;
  readonly begin: number;
  readonly end: number;
}

/** A node that is worth splitting. */
interface OpenNode extends Node {
  readonly histogram: Histogram;
  readonly split: Split;
}

/** Grows one tree level by level, as XGBoost's `hist` with `grow_policy=depthwise`. */
export function growTree(growth: TreeGrowth): { grown: GrownTree; leaves: LeafRows[] } {
  const builder = createTreeBuilder(growth.hyperparameters);
  const closed: Node[] = [];
  let level = openRoot(growth, builder, closed);
  while (level.length > 0) {
    level = level.flatMap((node) => splitNode(growth, builder, node, closed));
  }
  const leaves = closed.map(({ id, begin, end }) => ({ begin, end, value: builder.leafValue(id) }));
  return { grown: builder.build(), leaves };
}

function openRoot(growth: TreeGrowth, builder: TreeBuilder, closed: Node[]): OpenNode[] {
  const { rows } = growth.partition;
  const sums = sumGradients(growth.gradients, rows);
  const root: Node = { id: builder.addLeaf(-1, sums), depth: 0, begin: 0, end: rows.length };
  const histogram = growth.pool.take();
  buildHistogram(growth.matrix, growth.gradients, rows, 0, rows.length, histogram);
  return openNode(growth, root, sums, histogram, closed);
}

function sumGradients({ gradients, hessians }: Gradients, rows: Int32Array): NodeSums {
  let gradient = 0;
  let hessian = 0;
  for (const row of rows) {
    gradient += gradients[row] as number;
    hessian += hessians[row] as number;
  }
  return { gradient, hessian };
}

/** The node with its best split, or nothing when it stays a leaf. */
function openNode(growth: TreeGrowth, node: Node, sums: NodeSums, histogram: Histogram, closed: Node[]): OpenNode[] {
  const split = findSplit(growth.matrix, histogram, sums, growth.features, growth.hyperparameters);
  if (split) return [{ ...node, histogram, split }];
  growth.pool.give(histogram);
  closed.push(node);
  return [];
}

function splitNode(growth: TreeGrowth, builder: TreeBuilder, node: OpenNode, closed: Node[]): OpenNode[] {
  const { matrix, partition, pool, hyperparameters } = growth;
  const { begin, end, split, histogram } = node;
  const children = builder.split(node.id, split);
  const middle = partitionRows(partition, begin, end, matrix, split);
  const depth = node.depth + 1;
  const left: Node = { id: children.left, depth, begin, end: middle };
  const right: Node = { id: children.right, depth, begin: middle, end };
  if (depth === hyperparameters.max_depth) {
    pool.give(histogram);
    closed.push(left, right);
    return [];
  }
  const [smaller, larger] = middle - begin <= end - middle ? [left, right] : [right, left];
  const smallerHistogram = pool.take();
  buildHistogram(matrix, growth.gradients, partition.rows, smaller.begin, smaller.end, smallerHistogram);
  subtractHistogram(histogram, smallerHistogram);
  const histogramOf = (child: Node): Histogram => (child === larger ? histogram : smallerHistogram);
  return [
    ...openNode(growth, left, split.left, histogramOf(left), closed),
    ...openNode(growth, right, split.right, histogramOf(right), closed),
  ];
}
