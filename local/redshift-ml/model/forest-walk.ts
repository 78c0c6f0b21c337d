import type { FlatForest } from './flat-forest.ts';

/** Rows that walk a tree side by side. */
export const rowsAbreast = 8;

/**
 * Adds every tree's answer to the margins of `rowCount` rows, a multiple of rowsAbreast. `rows` is row-major with `width`
 * places for each spread row; margins are row-major with `stride` classes and summed in float32, tree by tree, as XGBoost
 * does.
 */
export type ForestWalk = (rows: Float32Array, rowCount: number, margins: Float32Array) => void;

/** Adds one tree's answer, to margins that are `stride` apart from `treeClass` on. */
type TreeWalk = (
  rows: Float32Array,
  rowCount: number,
  margins: Float32Array,
  root: number,
  depth: number,
  treeClass: number,
) => void;

// The steps of deeper trees are a loop.
const deepestUnrolled = 12;

/** Compiles the walk through a forest; `width` and `stride` as in ForestWalk. */
export function compileForestWalk(forest: FlatForest, width: number, stride: number): ForestWalk {
  const walks = new Map<number, TreeWalk>();
  const walkOf = (depth: number): TreeWalk => {
    const unrolled = Math.min(depth, deepestUnrolled + 1);
    const walk = walks.get(unrolled) ?? compileTreeWalk(forest, width, stride, unrolled);
    walks.set(unrolled, walk);
    return walk;
  };
  const steps = forest.trees.map((tree) => ({ ...tree, walk: walkOf(tree.depth) }));
  return (rows, rowCount, margins) => {
    for (const { walk, root, depth, treeClass } of steps) walk(rows, rowCount, margins, root, depth, treeClass);
  };
}

/**
 * Scoring spends most of its time here. The code is written for the forest and a depth: eight rows walk abreast, since the
 * steps of one must wait for each other, and without a loop over the steps: half of the time of two rows in a loop.
 */
function compileTreeWalk(forest: FlatForest, width: number, stride: number, depth: number): TreeWalk {
  const abreast = Array.from({ length: rowsAbreast }, (_, index) => index);
  const each = (write: (index: number) => string): string => abreast.map(write).join('\n');
  const mask = 2 ** forest.placeBits - 1;
  const step = each(
    (index) => `
      node = nodes[at${index}];
      at${index} = (node >>> ${forest.placeBits}) +
        Number(rows[row${index} + (node & ${mask})] >= thresholds[at${index}]);`,
  );
  const steps = depth > deepestUnrolled ? `for (let step = 0; step < depth; step++) {${step}}` : step.repeat(depth);
  const source = `return (rows, rowCount, margins, root, depth, treeClass) => {
    for (let row = 0; row < rowCount; row += ${rowsAbreast}) {
      let node = 0;
      ${each((index) => `const row${index} = (row + ${index}) * ${width}; let at${index} = root;`)}
      ${steps}
      const slot = row * ${stride} + treeClass;
      ${each((index) => `margins[slot + ${index * stride}] += leafValues[at${index}];`)}
    }
  }`;
  const { nodes, thresholds, leafValues } = forest;
  return new Function('nodes', 'thresholds', 'leafValues', source)(nodes, thresholds, leafValues) as TreeWalk;
}
