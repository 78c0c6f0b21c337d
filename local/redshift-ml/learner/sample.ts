import { type Random, shuffle } from './random.ts';

/** Draws each row with probability `share`; both lists keep the order. Draws nothing at random when the share is 1. */
export function drawRows(rows: Int32Array, share: number, random: Random): { drawn: Int32Array; left: Int32Array } {
  if (share === 1) return { drawn: rows.slice(), left: new Int32Array(0) };
  const drawn = new Int32Array(rows.length);
  const left = new Int32Array(rows.length);
  let drawnCount = 0;
  let leftCount = 0;
  for (const row of rows) {
    if (random() < share) drawn[drawnCount++] = row;
    else left[leftCount++] = row;
  }
  return { drawn: drawn.slice(0, drawnCount), left: left.slice(0, leftCount) };
}

/** Draws that share of the features, at least one, without replacement; ascending. */
export function drawFeatures(features: Int32Array, share: number, random: Random): Int32Array {
  if (share === 1) return features;
  const count = Math.max(1, Math.floor(share * features.length));
  return shuffle(features.slice(), random).slice(0, count).sort();
}
