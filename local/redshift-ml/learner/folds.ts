import { type Random, shuffle } from './random.ts';

/** One split of the rows; both lists are ascending. */
export interface Fold {
  readonly trainingRows: Int32Array;
  readonly validationRows: Int32Array;
}

/** Deals the rows into `count` folds at random, each class evenly when `classes` is given. */
export function splitFolds(rowCount: number, count: number, random: Random, classes?: Float32Array): Fold[] {
  const order = shuffle(
    Int32Array.from({ length: rowCount }, (_, row) => row),
    random,
  );
  // A stable sort by class keeps the random order within each class; dealing then spreads every class.
  if (classes) order.sort((a, b) => (classes[a] as number) - (classes[b] as number));
  const foldOf = new Int32Array(rowCount);
  order.forEach((row, place) => {
    foldOf[row] = place % count;
  });
  const rows = Int32Array.from({ length: rowCount }, (_, row) => row);
  return Array.from({ length: count }, (_, fold) => ({
    trainingRows: rows.filter((row) => foldOf[row] !== fold),
    validationRows: rows.filter((row) => foldOf[row] === fold),
  }));
}
