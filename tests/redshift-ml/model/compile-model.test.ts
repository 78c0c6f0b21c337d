import { describe, expect, it } from 'vitest';
import { toColumn } from '../../../local/redshift-ml/dataset/column.ts';
import { fitEncoder } from '../../../local/redshift-ml/dataset/fit-encoder.ts';
import type { Booster } from '../../../local/redshift-ml/model/booster.ts';
import { compileModel } from '../../../local/redshift-ml/model/compile-model.ts';
import { loadModel } from '../../../local/redshift-ml/model/load-model.ts';
import { saveModel } from '../../../local/redshift-ml/model/save-model.ts';
import { writeSignature } from '../../../local/redshift-ml/model/signature.ts';
import { NO_PARENT, type Tree } from '../../../local/redshift-ml/model/tree.ts';

/** x0 < 2 ? (x1 < 0.5 ? 1 : 2) : 4; a missing x0 goes left, a missing x1 right. */
const tree: Tree = {
  leftChildren: Int32Array.of(1, 3, -1, -1, -1),
  rightChildren: Int32Array.of(2, 4, -1, -1, -1),
  parents: Int32Array.of(NO_PARENT, 0, 0, 1, 1),
  splitIndices: Int32Array.of(0, 1, 0, 0, 0),
  splitConditions: Float32Array.of(2, 0.5, 4, 1, 2),
  defaultLeft: Uint8Array.of(1, 0, 0, 0, 0),
  baseWeights: Float32Array.of(0.1, 0.2, 4, 1, 2),
  lossChanges: Float32Array.of(1 / 3, 1e-7, 0, 0, 0),
  sumHessian: Float32Array.of(10, 6, 4, 3, 3),
};

const booster: Booster = {
  objective: 'reg:squarederror',
  numClass: 0,
  scalePosWeight: 1,
  baseScore: 0.5,
  featureCount: 2,
  featureNames: ['x0', 'x1'],
  trees: [tree, tree],
  treeClasses: [0, 0],
  attributes: { note: 'kept' },
};

describe('saveModel and loadModel', () => {
  it('keep every value, float32 by float32', () => {
    expect(loadModel(saveModel(booster))).toEqual(booster);
  });

  it.each([
    ['{}', 'not an XGBoost model'],
    [saveModel(booster).replace('"gbtree"', '"gblinear"'), 'booster gblinear is not supported'],
    [saveModel(booster).replace('reg:squarederror', 'rank:ndcg'), 'objective rank:ndcg is not supported'],
    [saveModel(booster).replace('"split_type":[0', '"split_type":[1'), 'tree 0 has categorical splits'],
  ])('refuse what cannot be scored: %#', (json, message) => {
    expect(() => loadModel(json)).toThrow(message);
  });
});

describe('a compiled model', () => {
  const scorer = compileModel(saveModel(booster));

  it('adds the trees to the base score, NaN and null on the default side', () => {
    const x0 = [1, 1, 3, null, Number.NaN, 2, 1];
    const x1 = [0, 1, 0, 0.25, null, 0, null];

    expect([...scorer.scoreRows([x0, x1], 7)]).toEqual([2.5, 4.5, 8.5, 2.5, 4.5, 8.5, 4.5]);
  });

  it('scores one row as it scores many', () => {
    expect([...scorer.scoreRow([1, 1])]).toEqual([4.5]);
  });

  it('scores more rows than a block holds, and none', () => {
    const x0 = Array.from({ length: 1000 }, (_, row) => row % 4);
    const x1 = Array.from({ length: 1000 }, (_, row) => row % 2);

    const expected = x0.map((value, row) => (value < 2 ? (x1[row] === 0 ? 2.5 : 4.5) : 8.5));
    expect([...scorer.scoreRows([x0, x1], 1000)]).toEqual(expected);
    expect(scorer.scoreRows([[], []], 0)).toHaveLength(0);
  });

  it('refuses another number of columns', () => {
    expect(() => scorer.scoreRow([1])).toThrow('the model takes 2 columns, not 1');
  });

  it('without our attributes takes its features as numbers', () => {
    expect(scorer).toMatchObject({ problemType: 'REGRESSION', inputs: ['x0', 'x1'], labels: [] });
  });

  it('with an encoder takes raw values and knows its labels', () => {
    const encoder = fitEncoder([toColumn('loan_term', [1, 2, 3]), toColumn('gender', ['Male', null])]);
    const attributes = writeSignature({ problemType: 'BINARY_CLASSIFICATION', encoder, labels: [false, true] });

    const binary = compileModel(saveModel({ ...booster, objective: 'binary:logistic', attributes }));

    expect(binary).toMatchObject({ inputs: ['loan_term', 'gender'], labels: [false, true], predictionCount: 1 });
    expect(binary.scoreRow([1, 'Male'])[0]).toBeCloseTo(1 / (1 + Math.exp(-4)), 7);
    expect(binary.scoreRow(['1', 'Female'])[0]).toBeCloseTo(1 / (1 + Math.exp(-2)), 7);
    expect(() => binary.scoreRow(['short', 'Male'])).toThrow('loan_term');
  });
});

describe('a model without trees', () => {
  it('answers its base score', () => {
    const constant = compileModel(
      saveModel({ ...booster, objective: 'binary:logistic', baseScore: Math.fround(0.3), trees: [], treeClasses: [] }),
    );

    expect(constant.scoreRow([1, 2])[0]).toBeCloseTo(0.3, 7);
  });
});
