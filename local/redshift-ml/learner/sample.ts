import type { Hyperparameters } from './hyperparameters.ts';
import { type Random, shuffle } from './random.ts';

/** Rows parted in two, both in their old order. */
export interface RowSample {
  readonly drawn: Int32Array;
  readonly left: Int32Array;
}

/** Draws rows for one tree after another; a sample holds until the next one is drawn. */
export type RowSampler = () => RowSample;

/** Makes a sampler that draws each row with probability `share`; with the share 1 nothing is left to chance. */
export function createRowSampler(rows: Int32Array, share: number, random: Random): RowSampler {
  const drawn = new Int32Array(rows.length);
  if (share === 1) {
    const left = new Int32Array(0);
    return () => {
      drawn.set(rows);
      return { drawn, left };
    };
  }
  const left = new Int32Array(rows.length);
  return () => {
    let drawnCount = 0;
    let leftCount = 0;
    for (const row of rows) {
      if (random() < share) drawn[drawnCount++] = row;
      else left[leftCount++] = row;
    }
    return { drawn: drawn.subarray(0, drawnCount), left: left.subarray(0, leftCount) };
  };
}

/** The features that a node of this depth may ask, ascending. */
export type FeatureSampler = (depth: number) => Int32Array;

/** Draws the features of one tree, of its levels out of those, and of its nodes out of a level's. */
export function createFeatureSampler(
  features: Int32Array,
  { colsample_bytree, colsample_bylevel, colsample_bynode }: Hyperparameters,
  random: Random,
): FeatureSampler {
  const ofTree = drawFeatures(features, colsample_bytree, random);
  const ofLevels = new Map<number, Int32Array>();
  return (depth) => {
    const ofLevel = ofLevels.get(depth) ?? drawFeatures(ofTree, colsample_bylevel, random);
    ofLevels.set(depth, ofLevel);
    return drawFeatures(ofLevel, colsample_bynode, random);
  };
}

/** Draws that share of the features, at least one, without replacement; ascending. */
function drawFeatures(features: Int32Array, share: number, random: Random): Int32Array {
  if (share === 1) return features;
  const count = Math.max(1, Math.floor(share * features.length));
  return shuffle(features.slice(), random).slice(0, count).sort();
}
