import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareAuc, largestAucDifference } from '../../bench/learner/measure-parity.ts';
import { numericShape } from '../../bench/learner/shape.ts';
import { openXgboost } from '../../bench/learner/xgboost-peer.ts';
import { mean } from '../../bench/quality/metrics.ts';
import { OBJECTIVES } from '../../local/redshift-ml/learner/objective.ts';
import { compileModel } from '../../local/redshift-ml/model/compile-model.ts';
import {
  hasXgboost,
  labelsFor,
  openJudge,
  type Problem,
  randomColumns,
  trainHere,
  type XgboostJudge,
} from './xgboost-judge.ts';

let xgboost: XgboostJudge;
beforeAll(() => {
  if (hasXgboost) xgboost = openJudge();
});
afterAll(() => {
  if (hasXgboost) xgboost.close();
});

/** The largest difference, relative where values are large. */
function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a).toHaveLength(b.length);
  return Array.from(a).reduce((largest, value, index) => {
    const other = b[index] ?? Number.NaN;
    return Math.max(largest, Math.abs(value - other) / Math.max(1, Math.abs(other)));
  }, 0);
}

/** Trains here and there and scores all rows by both models, by both programs. */
async function compare(problem: Problem) {
  const model = trainHere(problem);
  const judgement = await xgboost.judge(problem, model);
  const score = (json: string) => compileModel(json).scoreRows(problem.columns, problem.labels.length);
  const [ours, theirsByUs] = [score(model), score(judgement.trainedModel)];
  expect(new Set(ours).size).toBeGreaterThan(1);
  expect(largestDifference(judgement.loaded, ours)).toBeLessThan(1e-6);
  expect(largestDifference(judgement.trained, theirsByUs)).toBeLessThan(1e-6);
  return { model, ours, theirs: judgement.trained };
}

describe.runIf(hasXgboost).each(OBJECTIVES)('%s and the real XGBoost', (objective) => {
  const columns = randomColumns(2000, 50, 0.1, 3);
  const labels = labelsFor(objective, columns, 4);
  const problem = { objective, columns, labels, trainingRows: labels.map((_, row) => row) };
  const given = {
    num_round: 20,
    max_depth: 5,
    alpha: 0.1,
    gamma: 0.05,
    lambda: 2,
    min_child_weight: 2,
    base_score: 0.4,
  };
  const weighted = objective === 'binary:logistic' ? { scale_pos_weight: 1.5, max_delta_step: 0.7 } : {};

  it('agree to 1e-6 about our model, its model, and what training makes of the same data', async () => {
    const { ours, theirs } = await compare({ ...problem, given: { ...given, ...weighted } });

    expect(largestDifference(theirs, ours)).toBeLessThan(1e-6);
  });

  it('grow the same trees by loss, with so many leaves', async () => {
    const byLoss = { grow_policy: 'lossguide', max_leaves: 7, max_depth: 0 };

    const { ours, theirs } = await compare({ ...problem, given: { ...given, ...byLoss, num_round: 8 } });

    expect(largestDifference(theirs, ours)).toBeLessThan(1e-6);
  });

  it('agree about deep trees whose leaves have one row', async () => {
    const rows = 300;
    const numbers = [...randomColumns(rows, 1e6, 0.3, 5), Array.from({ length: rows }, () => Number.NaN)];
    const deep = { num_round: 4, max_depth: 0, min_child_weight: 0, lambda: 0.01, max_bin: 1024 };

    const { model } = await compare({
      objective,
      columns: numbers,
      labels: labelsFor(objective, numbers, 6).map((label) => label * (objective.startsWith('reg:sq') ? 1e4 : 1)),
      trainingRows: Array.from({ length: rows }, (_, row) => row),
      given: deep,
    });

    const [tree] = JSON.parse(model).learner.gradient_booster.model.trees;
    expect(tree.left_children.length).toBeGreaterThan(rows / 4);
  });
});

describe.runIf(hasXgboost)('held-out AUC', () => {
  it("is on the mean as near to XGBoost's as its own seeds are to each other, with missing values", async () => {
    const peer = await openXgboost();
    const shape = numericShape('6000 x 14', 6000, 6000, 0.3);

    const { here, there } = await compareAuc(peer, shape, 3, {
      num_round: 40,
      max_depth: 4,
      eta: 0.1,
      subsample: 0.8,
      colsample_bytree: 0.8,
    });
    await peer.close();

    expect(mean(there)).toBeGreaterThan(0.6);
    const spread = Math.max(...there) - Math.min(...there);
    expect(Math.abs(mean(here) - mean(there))).toBeLessThan(Math.max(largestAucDifference, spread));
  });
});
