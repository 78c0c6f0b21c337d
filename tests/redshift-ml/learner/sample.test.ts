import { describe, expect, it } from 'vitest';
import { completeHyperparameters } from '../../../local/redshift-ml/learner/hyperparameters.ts';
import { seededRandom } from '../../../local/redshift-ml/learner/random.ts';
import { createFeatureSampler, createRowSampler } from '../../../local/redshift-ml/learner/sample.ts';

const rows = Int32Array.from({ length: 1000 }, (_, row) => 3 * row);

describe('createRowSampler', () => {
  it('parts the rows in two, both in their order, about as the share says', () => {
    const { drawn, left } = createRowSampler(rows, 0.7, seededRandom(1))();

    expect(drawn.length / rows.length).toBeCloseTo(0.7, 1);
    expect(drawn).toEqual(drawn.slice().sort());
    expect([...drawn, ...left].sort((a, b) => a - b)).toEqual([...rows]);
  });

  it('draws other rows for each tree, and all of them with the share 1', () => {
    const some = createRowSampler(rows, 0.5, seededRandom(1));
    const all = createRowSampler(rows, 1, seededRandom(1));

    expect(some().drawn.slice()).not.toEqual(some().drawn);
    all().drawn.reverse();
    expect(all().drawn).toEqual(rows);
  });
});

describe('createFeatureSampler', () => {
  const features = Int32Array.from({ length: 32 }, (_, feature) => feature);
  const sample = (given: Record<string, number>) =>
    createFeatureSampler(features, completeHyperparameters(given), seededRandom(1));

  it('takes all features when nothing is to be drawn', () => {
    expect(sample({})(3)).toEqual(features);
  });

  it('keeps the features of a tree and of a level, and draws those of a node anew', () => {
    const ofTree = sample({ colsample_bytree: 0.5 });
    const ofLevel = sample({ colsample_bylevel: 0.5 });
    const ofNode = sample({ colsample_bynode: 0.5 });

    expect(ofTree(0)).toEqual(ofTree(1));
    expect(ofLevel(1)).toEqual(ofLevel(1));
    expect(ofLevel(0)).not.toEqual(ofLevel(1));
    expect(ofNode(1)).not.toEqual(ofNode(1));
  });

  it('draws out of what is drawn already, ascending and at least one', () => {
    const drawn = sample({ colsample_bytree: 0.5, colsample_bylevel: 0.5, colsample_bynode: 0.5 })(0);

    expect(drawn).toHaveLength(4);
    expect(drawn).toEqual(drawn.slice().sort());
    expect(sample({ colsample_bynode: 0.001 })(0)).toHaveLength(1);
  });
});
