import { describe, expect, it } from 'vitest';
import type { Booster } from '../../../local/redshift-ml/model/booster.ts';
import { flattenTrees } from '../../../local/redshift-ml/model/flat-forest.ts';
import { compileForestWalk, rowsAbreast } from '../../../local/redshift-ml/model/forest-walk.ts';
import { NO_PARENT, type Tree } from '../../../local/redshift-ml/model/tree.ts';

/** x0 < 1 ? 0 : x0 < 2 ? 1 : ... : depth. */
function staircase(depth: number): Tree {
  const nodes = 2 * depth + 1;
  const isSplit = (node: number) => node % 2 === 0 && node < 2 * depth;
  const from = (value: (node: number) => number) => Array.from({ length: nodes }, (_, node) => value(node));
  return {
    leftChildren: Int32Array.from(from((node) => (isSplit(node) ? node + 1 : -1))),
    rightChildren: Int32Array.from(from((node) => (isSplit(node) ? node + 2 : -1))),
    parents: Int32Array.from(from((node) => (node === 0 ? NO_PARENT : node - (node % 2 === 0 ? 2 : 1)))),
    splitIndices: new Int32Array(nodes),
    splitConditions: Float32Array.from(from((node) => (isSplit(node) ? node / 2 + 1 : (node + 1) >> 1))).map(
      (value, node) => (isSplit(node) ? value : node === 2 * depth ? depth : value - 1),
    ),
    defaultLeft: new Uint8Array(nodes).fill(1),
    baseWeights: new Float32Array(nodes),
    lossChanges: new Float32Array(nodes),
    sumHessian: new Float32Array(nodes),
  };
}

function boosterOf(trees: readonly Tree[], featureCount: number): Booster {
  return {
    objective: 'reg:squarederror',
    numClass: 0,
    scalePosWeight: 1,
    baseScore: 0,
    featureCount,
    featureNames: [],
    trees,
    treeClasses: trees.map(() => 0),
    attributes: {},
  };
}

/** What every tree of the booster adds to rows whose only feature is 0, 1, 2 ... */
function walk(booster: Booster, rowCount: number): number[] {
  const margins = new Float32Array(rowCount);
  const rows = Float32Array.from({ length: rowCount }, (_, row) => row + 0.5);
  for (const forest of flattenTrees(booster)) compileForestWalk(forest, 1, 1)(rows, rowCount, margins);
  return [...margins];
}

describe('the walk through a forest', () => {
  it.each([1, 2, 12, 13, 30])('finds the leaves of a tree of depth %i', (depth) => {
    const rowCount = 5 * rowsAbreast;

    const expected = Array.from({ length: rowCount }, (_, row) => Math.min(row, depth));
    expect(walk(boosterOf([staircase(depth)], 1), rowCount)).toEqual(expected);
  });

  it('adds trees of all depths', () => {
    const trees = [staircase(3), staircase(0), staircase(14)];

    expect(walk(boosterOf(trees, 1), rowsAbreast)).toEqual([0, 2, 4, 6, 7, 8, 9, 10]);
  });

  it('goes on in another forest where the nodes have no more room', () => {
    const wide = boosterOf([staircase(2), staircase(3), staircase(1)], 2 ** 28);

    expect(flattenTrees(wide).map(({ trees }) => trees.length)).toEqual([1, 1, 1]);
    expect(walk(wide, rowsAbreast)).toEqual(walk({ ...wide, featureCount: 1 }, rowsAbreast));
  });

  it('refuses a tree that has no room alone', () => {
    expect(() => flattenTrees(boosterOf([staircase(4)], 2 ** 28))).toThrow('tree 0 has 9 nodes; 8 have room');
  });
});
