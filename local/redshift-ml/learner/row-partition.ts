import type { BinNumbers, BinnedMatrix } from './binned-matrix.ts';
import type { Split } from './find-split.ts';

/** The rows of a tree; each node owns a contiguous range of them, ascending. */
export interface RowPartition {
  readonly rows: Int32Array;
  /** Space for the rows that go right; as long as `rows`. */
  readonly scratch: Int32Array;
}

/** Parts rows[begin, end) in place, left rows first and each side in order; returns where the right ones begin. */
export function partitionRows(
  { rows, scratch }: RowPartition,
  begin: number,
  end: number,
  { columns, features }: BinnedMatrix,
  { feature, rightFirst, rightLast }: Split,
): number {
  const column = columns[features[feature]?.storedColumn as number] as BinNumbers;
  let left = begin;
  let right = 0;
  for (let place = begin; place < end; place++) {
    const row = rows[place] as number;
    const bin = column[row] as number;
    // Writing to both sides and keeping one is faster than a branch that the processor guesses wrong half of the time.
    const isLeft = ((bin - rightFirst) | (rightLast - bin)) >>> 31;
    scratch[right] = row;
    rows[left] = row;
    right += 1 - isLeft;
    left += isLeft;
  }
  for (let place = 0; place < right; place++) rows[left + place] = scratch[place] as number;
  return left;
}
