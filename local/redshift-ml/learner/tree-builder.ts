import type { Tree } from '../model/tree.ts';
import { NO_PARENT } from '../model/tree.ts';
import type { NodeSums, Split } from './find-split.ts';
import { leafWeight } from './gain.ts';
import type { Hyperparameters } from './hyperparameters.ts';

/** A tree that still knows the bins it was grown on, so that binned rows can walk it. */
export interface GrownTree {
  readonly tree: Tree;
  /** By node: bins of the asked feature that go right, numbered in their column. */
  readonly rightFirst: Int32Array;
  readonly rightLast: Int32Array;
}

/** Collects the nodes of a growing tree. */
export interface TreeBuilder {
  /** Adds a leaf and returns its number. */
  addLeaf(parent: number, sums: NodeSums): number;
  /** Turns a leaf into a split and returns the numbers of its new children. */
  split(node: number, split: Split): { readonly left: number; readonly right: number };
  /** What the leaf adds to a margin, in float32. */
  leafValue(node: number): number;
  build(): GrownTree;
}

interface GrowingNode {
  readonly parent: number;
  readonly baseWeight: number;
  readonly hessian: number;
  split?: Split;
  left: number;
  right: number;
}

const LEAF = { left: -1, right: -1 };

/** Makes a builder of one tree; its leaf weights follow from lambda, alpha and max_delta_step, scaled by eta. */
export function createTreeBuilder(hyperparameters: Hyperparameters): TreeBuilder {
  const nodes: GrowingNode[] = [];
  const addLeaf = (parent: number, { gradient, hessian }: NodeSums): number => {
    const baseWeight = leafWeight(gradient, hessian, hyperparameters);
    return nodes.push({ parent, baseWeight, hessian, ...LEAF }) - 1;
  };
  const leafValue = (node: number): number => Math.fround((nodes[node]?.baseWeight ?? 0) * hyperparameters.eta);
  return {
    addLeaf,
    leafValue,
    split: (node, split) => {
      const left = addLeaf(node, split.left);
      const right = addLeaf(node, split.right);
      Object.assign(nodes[node] as GrowingNode, { split, left, right });
      return { left, right };
    },
    build: () => ({
      tree: toTree(nodes, leafValue),
      rightFirst: Int32Array.from(nodes, ({ split }) => split?.rightFirst ?? 0),
      rightLast: Int32Array.from(nodes, ({ split }) => split?.rightLast ?? 0),
    }),
  };
}

function toTree(nodes: readonly GrowingNode[], leafValue: (node: number) => number): Tree {
  return {
    leftChildren: Int32Array.from(nodes, ({ left }) => left),
    rightChildren: Int32Array.from(nodes, ({ right }) => right),
    parents: Int32Array.from(nodes, ({ parent }) => (parent < 0 ? NO_PARENT : parent)),
    splitIndices: Int32Array.from(nodes, ({ split }) => split?.feature ?? 0),
    splitConditions: Float32Array.from(nodes, ({ split }, node) => split?.condition ?? leafValue(node)),
    defaultLeft: Uint8Array.from(nodes, ({ split }) => (split?.defaultLeft ? 1 : 0)),
    baseWeights: Float32Array.from(nodes, ({ baseWeight }) => baseWeight),
    lossChanges: Float32Array.from(nodes, ({ split }) => split?.lossChange ?? 0),
    sumHessian: Float32Array.from(nodes, ({ hessian }) => hessian),
  };
}
