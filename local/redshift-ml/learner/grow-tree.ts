import type { BinnedMatrix } from './binned-matrix.ts';
import { findSplit, type NodeSums, type Split } from './find-split.ts';
import {
  type Gradients,
  type Histogram,
  type HistogramBuilder,
  type HistogramPool,
  subtractHistogram,
} from './histogram.ts';
import type { Hyperparameters } from './hyperparameters.ts';
import { createOpenNodes, type OpenNodes } from './open-nodes.ts';
import { partitionRows, type RowPartition } from './row-partition.ts';
import type { FeatureSampler } from './sample.ts';
import { createTreeBuilder, type GrownTree, type TreeBuilder } from './tree-builder.ts';

/** What one tree is grown from. */
export interface TreeGrowth {
  readonly matrix: BinnedMatrix;
  readonly gradients: Gradients;
  /** The tree's rows, ascending; reordered by the growth so that each leaf's rows lie together. */
  readonly partition: RowPartition;
  readonly drawFeatures: FeatureSampler;
  readonly hyperparameters: Hyperparameters;
  readonly buildHistogram: HistogramBuilder;
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

/** A tree under way. */
interface Growing {
  readonly growth: TreeGrowth;
  readonly builder: TreeBuilder;
  readonly open: OpenNodes<OpenNode>;
  readonly closed: Node[];
}

/** Grows one tree as XGBoost's `hist` does. */
export function growTree(growth: TreeGrowth): { grown: GrownTree; leaves: LeafRows[] } {
  const { hyperparameters, pool } = growth;
  const builder = createTreeBuilder(hyperparameters);
  const growing: Growing = { growth, builder, open: createOpenNodes(hyperparameters.grow_policy), closed: [] };
  openRoot(growing);
  let leafCount = 1;
  for (let node = growing.open.take(); node; node = growing.open.take()) {
    if (leafCount === hyperparameters.max_leaves) {
      pool.give(node.histogram);
      growing.closed.push(node);
      continue;
    }
    leafCount += 1;
    splitNode(growing, node);
  }
  const leaves = growing.closed.map(({ id, begin, end }) => ({ begin, end, value: builder.leafValue(id) }));
  return { grown: builder.build(), leaves };
}

function openRoot(growing: Growing): void {
  const { gradients, partition, pool, buildHistogram } = growing.growth;
  const { rows } = partition;
  const sums = sumGradients(gradients, rows);
  const root: Node = { id: growing.builder.addLeaf(-1, sums), depth: 0, begin: 0, end: rows.length };
  const histogram = pool.take();
  buildHistogram(gradients, rows, 0, rows.length, histogram);
  openNode(growing, root, sums, histogram);
}

function sumGradients({ pairs, marginCount, margin }: Gradients, rows: Int32Array): NodeSums {
  let gradient = 0;
  let hessian = 0;
  for (let place = 0; place < rows.length; place++) {
    const pair = 2 * ((rows[place] as number) * marginCount + margin);
    gradient += pairs[pair] as number;
    hessian += pairs[pair + 1] as number;
  }
  return { gradient, hessian };
}

/** Finds the node's best split; without one it stays a leaf. */
function openNode({ growth, open, closed }: Growing, node: Node, sums: NodeSums, histogram: Histogram): void {
  const split = findSplit(growth.matrix, histogram, sums, growth.drawFeatures(node.depth), growth.hyperparameters);
  if (split) open.add({ ...node, histogram, split });
  else {
    growth.pool.give(histogram);
    closed.push(node);
  }
}

function splitNode(growing: Growing, node: OpenNode): void {
  const { matrix, gradients, partition, pool, buildHistogram, hyperparameters } = growing.growth;
  const { begin, end, split, histogram } = node;
  const children = growing.builder.split(node.id, split);
  const middle = partitionRows(partition, begin, end, matrix, split);
  const depth = node.depth + 1;
  const left: Node = { id: children.left, depth, begin, end: middle };
  const right: Node = { id: children.right, depth, begin: middle, end };
  if (depth === hyperparameters.max_depth) {
    pool.give(histogram);
    growing.closed.push(left, right);
    return;
  }
  const [smaller, larger] = middle - begin <= end - middle ? [left, right] : [right, left];
  const smallerHistogram = pool.take();
  buildHistogram(gradients, partition.rows, smaller.begin, smaller.end, smallerHistogram);
  subtractHistogram(histogram, smallerHistogram);
  const histogramOf = (child: Node): Histogram => (child === larger ? histogram : smallerHistogram);
  openNode(growing, left, split.left, histogramOf(left));
  openNode(growing, right, split.right, histogramOf(right));
}
