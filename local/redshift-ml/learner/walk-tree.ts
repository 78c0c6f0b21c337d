import type { BinnedMatrix } from './binned-matrix.ts';
import type { GrownTree } from './tree-builder.ts';

/** Adds the tree's answer for each of `rows` to margins[row * stride + offset], by the rows' bins. */
export function addTree(
  matrix: BinnedMatrix,
  { tree, rightFirst, rightLast }: GrownTree,
  rows: Int32Array,
  margins: Float32Array,
  stride: number,
  offset: number,
): void {
  const { leftChildren, rightChildren, splitConditions } = tree;
  const { bins, columnCount, features } = matrix;
  const columns = Int32Array.from(tree.splitIndices, (feature) => features[feature]?.storedColumn ?? 0);
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] as number;
    const first = row * columnCount;
    let node = 0;
    let left = leftChildren[node] as number;
    while (left >= 0) {
      const bin = bins[first + (columns[node] as number)] as number;
      const goesRight = bin >= (rightFirst[node] as number) && bin <= (rightLast[node] as number);
      node = goesRight ? (rightChildren[node] as number) : left;
      left = leftChildren[node] as number;
    }
    const slot = row * stride + offset;
    margins[slot] = (margins[slot] as number) + (splitConditions[node] as number);
  }
}
