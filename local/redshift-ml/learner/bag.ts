import type { Tree } from '../model/tree.ts';
import { type Boosted, type Boosting, boost } from './boost.ts';
import type { Fold } from './folds.ts';
import type { Hyperparameters } from './hyperparameters.ts';

/** What a bag of models is made from. */
export interface Bagging {
  readonly boosting: Omit<Boosting, 'trainingRows' | 'validationRows' | 'onRound' | 'hyperparameters'>;
  readonly folds: readonly Fold[];
  /** Tried on the first fold; the best is used on all, the first among equals. */
  readonly candidates: readonly [Hyperparameters, ...Hyperparameters[]];
  /** Called before each round with the share of the work that is done, 0 to 1; it may throw to stop the work. */
  readonly onRound?: (share: number) => void;
}

/** One model for each fold, averaged. */
export interface Bag {
  /** Trees of all models, each leaf divided by the number of models, so that their sum is the models' mean margin. */
  readonly trees: readonly Tree[];
  readonly hyperparameters: Hyperparameters;
  /** Predictions of every row by the model that did not train on it; row-major. */
  readonly predictions: Float64Array;
}

interface Fit {
  readonly hyperparameters: Hyperparameters;
  readonly boosted: Boosted;
}

// A fit of this many rounds counts as half done, since nobody knows when early stopping will end it.
const TYPICAL_ROUNDS = 150;

/** Chooses a candidate, then boosts on each fold's training rows and stops early by its validation rows. */
export function bag({ boosting, folds, candidates, onRound }: Bagging): Bag {
  const fitCount = candidates.length + folds.length - 1;
  let done = 0;
  const train = (fold: Fold, hyperparameters: Hyperparameters): Fit => {
    const begun = done++;
    const boosted = boost({
      ...boosting,
      ...fold,
      hyperparameters: { ...hyperparameters, seed: hyperparameters.seed + begun },
      onRound: (round) => onRound?.((begun + round / (round + TYPICAL_ROUNDS)) / fitCount),
    });
    return { hyperparameters, boosted };
  };
  const [first, ...others] = folds as [Fold, ...Fold[]];
  const best = candidates.map((candidate) => train(first, candidate)).reduce((a, b) => (score(b) < score(a) ? b : a));
  const fits = [best, ...others.map((fold) => train(fold, best.hyperparameters))];
  return {
    trees: fits.flatMap(({ boosted }) => boosted.trees.map((tree) => shrink(tree, fits.length))),
    hyperparameters: best.hyperparameters,
    predictions: gather(folds, fits, boosting),
  };
}

function score({ boosted }: Fit): number {
  return Math.min(...boosted.scores);
}

function shrink(tree: Tree, divisor: number): Tree {
  const divideLeaves = (values: Float32Array): Float32Array =>
    values.map((value, node) => ((tree.leftChildren[node] as number) < 0 ? value / divisor : value));
  return {
    ...tree,
    splitConditions: divideLeaves(tree.splitConditions),
    baseWeights: tree.baseWeights.map((weight) => weight / divisor),
  };
}

function gather(
  folds: readonly Fold[],
  fits: readonly Fit[],
  { matrix, objective }: Bagging['boosting'],
): Float64Array {
  const width = objective.predictionCount;
  const predictions = new Float64Array(matrix.rowCount * width);
  folds.forEach(({ validationRows }, index) => {
    const answers = fits[index]?.boosted.validationPredictions ?? new Float64Array(0);
    validationRows.forEach((row, place) => {
      predictions.set(answers.subarray(place * width, (place + 1) * width), row * width);
    });
  });
  return predictions;
}
