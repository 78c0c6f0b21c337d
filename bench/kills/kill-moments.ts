import { seededRandom } from '../../local/redshift-ml/learner/random.ts';

/** Moments in seconds, one at random in each of as many equal parts of the whole, so that they are spread over it. */
export function killMoments(count: number, seed: number, wholeSeconds: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => (wholeSeconds * (index + random())) / count);
}
