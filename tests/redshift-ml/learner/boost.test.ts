import { describe, expect, it } from 'vitest';
import { binMatrix } from '../../../local/redshift-ml/learner/binned-matrix.ts';
import { type Boosting, boost } from '../../../local/redshift-ml/learner/boost.ts';
import { completeHyperparameters } from '../../../local/redshift-ml/learner/hyperparameters.ts';
import { createObjective } from '../../../local/redshift-ml/learner/objective.ts';
import { seededRandom } from '../../../local/redshift-ml/learner/random.ts';

const stump = { num_round: 1, eta: 1, max_depth: 1, min_child_weight: 0 };

function prepare(columns: number[][], labels: number[], given: Record<string, number>): Boosting {
  const rowCount = labels.length;
  return {
    matrix: binMatrix({ names: [], rowCount, columns: columns.map((column) => Float32Array.from(column)) }, 256),
    labels: Float32Array.from(labels),
    objective: createObjective({ name: 'reg:squarederror', numClass: 0, scalePosWeight: 1 }),
    hyperparameters: completeHyperparameters(given),
    trainingRows: Int32Array.from(labels, (_, row) => row),
    validationRows: new Int32Array(0),
    metric: 'rmse',
  };
}

function firstTree(columns: number[][], labels: number[], given: Record<string, number> = stump) {
  const [tree] = boost(prepare(columns, labels, given)).trees;
  if (!tree) throw new Error('no tree was grown');
  return tree;
}

describe('the first tree', () => {
  it('splits where the hand computation does, with its gain and weights', () => {
    // Gradients are 0.5 - y, hessians 1: left G = 1, H = 2; right G = -1, H = 2; gain = 1/3 + 1/3 - 0.
    const tree = firstTree([[1, 2, 3, 4]], [0, 0, 1, 1]);

    expect([...tree.leftChildren]).toEqual([1, -1, -1]);
    expect([...tree.rightChildren]).toEqual([2, -1, -1]);
    expect(tree.splitConditions[0]).toBe(3);
    expect(tree.lossChanges[0]).toBe(Math.fround(2 / 3));
    expect([...tree.splitConditions.slice(1)]).toEqual([Math.fround(-1 / 3), Math.fround(1 / 3)]);
    expect([...tree.sumHessian]).toEqual([4, 2, 2]);
  });

  it('multiplies weights with eta', () => {
    const tree = firstTree([[1, 2, 3, 4]], [0, 0, 1, 1], { ...stump, eta: 0.3 });

    expect(tree.splitConditions[2]).toBe(Math.fround(0.3 / 3));
  });

  it('takes the lower of two equal features', () => {
    const column = [1, 2, 3, 4];

    expect(firstTree([[7, 7, 7, 7], column, column], [0, 0, 1, 1]).splitIndices[0]).toBe(1);
  });

  it('asks an indicator at 1', () => {
    const tree = firstTree(
      [
        [1, 1, 0, 0],
        [0, 0, 1, 0],
      ],
      [1, 1, 0, 0],
    );

    expect([tree.splitIndices[0], tree.splitConditions[0]]).toEqual([0, 1]);
    expect(tree.splitConditions[2]).toBe(Math.fround(1 / 3));
  });

  it.each([
    ['gamma', { gamma: 0.7 }],
    ['min_child_weight', { min_child_weight: 2.5 }],
  ])('stays a leaf when %s forbids the split', (_, given) => {
    expect([...firstTree([[1, 2, 3, 4]], [0, 0, 1, 1], { ...stump, ...given }).leftChildren]).toEqual([-1]);
  });

  it('stays a leaf when all rows are alike', () => {
    expect([...firstTree([[1, 1]], [0, 1]).leftChildren]).toEqual([-1]);
  });

  it('is as deep as max_depth allows', () => {
    const column = Array.from({ length: 64 }, (_, row) => row);
    const labels = column.map((value) => value % 2);

    const tree = firstTree([column], labels, { ...stump, max_depth: 2, lambda: 0 });

    expect(tree.leftChildren.length).toBeLessThanOrEqual(7);
    expect(firstTree([column], labels, { ...stump, max_depth: 0, lambda: 0 }).leftChildren).toHaveLength(127);
  });
});

describe('missing values', () => {
  const column = [1, 1, 5, 5, Number.NaN, Number.NaN];

  it.each([
    ['left', [0, 0, 1, 1, 0, 0], 1],
    ['right', [0, 0, 1, 1, 1, 1], 0],
  ])('go %s when they behave like the rows there', (_, labels, defaultLeft) => {
    const tree = firstTree([column], labels);

    expect(tree.splitConditions[0]).toBe(5);
    expect(tree.defaultLeft[0]).toBe(defaultLeft);
  });

  it('are parted from all others when that is best', () => {
    const tree = firstTree([column], [0, 0, 0, 0, 1, 1]);

    expect(tree.splitConditions[0]).toBeGreaterThan(5);
    expect([...tree.sumHessian]).toEqual([6, 4, 2]);
  });
});

describe('boosting', () => {
  const random = seededRandom(5);
  const columns = [0, 1, 2].map(() => Array.from({ length: 600 }, () => Math.floor(random() * 100)));
  const labels = (columns[0] ?? []).map((value, row) => value * (columns[1]?.[row] ?? 0) + 500 * random());
  const given = { num_round: 60, eta: 0.3, max_depth: 3, subsample: 0.7, colsample_bytree: 0.7 };
  const boosting = prepare(columns, labels, given);

  it('gives the same trees for the same seed and others for another', () => {
    const withSeed = (seed: number) =>
      boost({ ...boosting, hyperparameters: { ...boosting.hyperparameters, seed } }).trees;

    expect(withSeed(1)).toEqual(withSeed(1));
    expect(withSeed(1)).not.toEqual(withSeed(2));
  });

  it('keeps the rounds up to the best validation score and stops after its patience', () => {
    const rows = [...boosting.trainingRows];
    const noise = rows.map(() => random());

    const { rounds, scores, trees, validationPredictions } = boost({
      ...prepare(columns, noise, { ...given, early_stopping_rounds: 5 }),
      trainingRows: Int32Array.from(rows.slice(0, 400)),
      validationRows: Int32Array.from(rows.slice(400)),
    });

    expect(scores).toHaveLength(rounds + 5 + 1);
    expect(scores.indexOf(Math.min(...scores))).toBe(rounds);
    expect(trees).toHaveLength(rounds);
    expect(validationPredictions).toHaveLength(200);
  });

  it('refuses a base_score that is no probability for a logistic objective', () => {
    const objective = createObjective({ name: 'binary:logistic', numClass: 0, scalePosWeight: 1 });
    const hyperparameters = completeHyperparameters({ base_score: 1 });

    expect(() => boost({ ...boosting, objective, hyperparameters })).toThrow('base_score is 1');
  });

  it('stops when the caller throws', () => {
    const onRound = (round: number): void => {
      if (round === 3) throw new Error('enough');
    };

    expect(() => boost({ ...boosting, onRound })).toThrow('enough');
  });
});
