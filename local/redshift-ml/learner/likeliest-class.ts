/**
 * The number of the likeliest class, the first among equals, out of the `width` scores from `begin` on; the only score
 * of a binary model is the probability of its second class.
 */
export function likeliestClass(scores: Float64Array, begin: number, width: number): number {
  if (width === 1) return (scores[begin] as number) > 0.5 ? 1 : 0;
  let best = 0;
  for (let k = 1; k < width; k++) {
    if ((scores[begin + k] as number) > (scores[begin + best] as number)) best = k;
  }
  return best;
}
