import type { Tree } from '../model/tree.ts';
import type { BinnedMatrix } from './binned-matrix.ts';
import { growTree } from './grow-tree.ts';
import {
  createHistogramBuilder,
  createHistogramPool,
  type GradientPairs,
  type HistogramBuilder,
  type HistogramPool,
} from './histogram.ts';
import type { Hyperparameters } from './hyperparameters.ts';
import { type Loss, measure } from './metric.ts';
import type { Objective } from './objective.ts';
import { type Random, seededRandom } from './random.ts';
import { createFeatureSampler, createRowSampler, type RowSampler } from './sample.ts';
import { addTree } from './walk-tree.ts';

/** What boosting learns from. */
export interface Boosting {
  readonly matrix: BinnedMatrix;
  /** By row of the matrix: 0 or 1, a class's number, or the value to predict. */
  readonly labels: Float32Array;
  readonly objective: Objective;
  readonly hyperparameters: Hyperparameters;
  readonly trainingRows: Int32Array;
  /** Rows that judge each round; none when boosting shall run through. */
  readonly validationRows: Int32Array;
  /** What the validation rows are judged by; the smaller the better. */
  readonly metric: Loss;
  /** Called before each round; it may throw to stop the work. */
  readonly onRound?: (round: number) => void;
}

/** The outcome of boosting. */
export interface Boosted {
  /** The trees up to the best round, `objective.marginCount` for each round. */
  readonly trees: readonly Tree[];
  /** Rounds kept. */
  readonly rounds: number;
  /** The metric before the first round and after each one; empty without validation rows. */
  readonly scores: readonly number[];
  /** Predictions of the validation rows by the kept trees, in their order. */
  readonly validationPredictions: Float64Array;
}

interface State {
  readonly margins: Float32Array;
  readonly pairs: GradientPairs;
  readonly buildHistogram: HistogramBuilder;
  readonly pool: HistogramPool;
  readonly random: Random;
  readonly drawRows: RowSampler;
  /** Space for parting rows. */
  readonly scratch: Int32Array;
  readonly features: Int32Array;
}

/** Runs gradient boosting round by round, and with validation rows keeps the rounds up to the best score. */
export function boost(boosting: Boosting): Boosted {
  const { hyperparameters, validationRows, onRound } = boosting;
  const state = createState(boosting);
  const trees: Tree[] = [];
  const validation = createValidation(boosting, state.margins);
  let round = 0;
  for (; round < hyperparameters.num_round && !validation.isOver(round); round++) {
    onRound?.(round);
    trees.push(...boostRound(boosting, state));
    validation.judge(round + 1);
  }
  const rounds = validationRows.length > 0 ? validation.bestRound() : round;
  const kept = trees.slice(0, rounds * boosting.objective.marginCount);
  return { trees: kept, rounds, scores: validation.scores, validationPredictions: validation.bestPredictions() };
}

function createState({ matrix, objective, hyperparameters, trainingRows }: Boosting): State {
  const size = matrix.rowCount * objective.marginCount;
  const random = seededRandom(hyperparameters.seed);
  return {
    margins: new Float32Array(size).fill(objective.toMargin(Math.fround(hyperparameters.base_score))),
    pairs: new Float32Array(2 * size),
    buildHistogram: createHistogramBuilder(matrix),
    pool: createHistogramPool(matrix.binCount),
    random,
    drawRows: createRowSampler(trainingRows, hyperparameters.subsample, random),
    scratch: new Int32Array(trainingRows.length),
    features: Int32Array.from(matrix.features, (_, feature) => feature),
  };
}

function boostRound(boosting: Boosting, state: State): Tree[] {
  const { matrix, labels, objective, trainingRows, validationRows, hyperparameters } = boosting;
  const { margins, pairs, random, buildHistogram, pool, scratch } = state;
  objective.computeGradients(margins, labels, trainingRows, pairs);
  const { marginCount } = objective;
  return Array.from({ length: marginCount }, (_, margin) => {
    const { drawn, left } = state.drawRows();
    const { grown, leaves } = growTree({
      matrix,
      gradients: { pairs, marginCount, margin },
      partition: { rows: drawn, scratch },
      drawFeatures: createFeatureSampler(state.features, hyperparameters, random),
      hyperparameters,
      buildHistogram,
      pool,
    });
    for (const { begin, end, value } of leaves) addValue(margins, drawn, begin, end, value, marginCount, margin);
    addTree(matrix, grown, left, margins, marginCount, margin);
    addTree(matrix, grown, validationRows, margins, marginCount, margin);
    return grown.tree;
  });
}

function addValue(
  margins: Float32Array,
  rows: Int32Array,
  begin: number,
  end: number,
  value: number,
  stride: number,
  offset: number,
): void {
  for (let place = begin; place < end; place++) {
    const slot = (rows[place] as number) * stride + offset;
    margins[slot] = (margins[slot] as number) + value;
  }
}

interface Validation {
  readonly scores: readonly number[];
  judge(round: number): void;
  isOver(round: number): boolean;
  bestRound(): number;
  bestPredictions(): Float64Array;
}

function createValidation(boosting: Boosting, margins: Float32Array): Validation {
  const { objective, validationRows, metric, hyperparameters } = boosting;
  const { marginCount } = objective;
  const patience = hyperparameters.early_stopping_rounds;
  const labels = Float32Array.from(validationRows, (row) => boosting.labels[row] as number);
  const validationMargins = new Float32Array(validationRows.length * marginCount);
  const scores: number[] = [];
  let best = { round: 0, score: Number.POSITIVE_INFINITY, predictions: new Float64Array(0) as Float64Array };
  const judge = (round: number): void => {
    if (validationRows.length === 0) return;
    copyRows(margins, validationRows, marginCount, validationMargins);
    const predictions = objective.predict(validationMargins);
    const score = measure(metric, predictions, labels);
    scores.push(score);
    if (score < best.score) best = { round, score, predictions };
  };
  judge(0);
  return {
    scores,
    judge,
    isOver: (round) => patience > 0 && validationRows.length > 0 && round - best.round >= patience,
    bestRound: () => best.round,
    bestPredictions: () => best.predictions,
  };
}

function copyRows(source: Float32Array, rows: Int32Array, stride: number, target: Float32Array): void {
  for (let place = 0; place < rows.length; place++) {
    const first = (rows[place] as number) * stride;
    for (let offset = 0; offset < stride; offset++) target[place * stride + offset] = source[first + offset] as number;
  }
}
