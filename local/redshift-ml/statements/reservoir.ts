import type { Random } from '../learner/random.ts';

/** Asked for each row that comes: where the sample keeps it, instead of what it kept there; undefined to leave it out. */
export type Reservoir = () => number | undefined;

/**
 * Makes a reservoir that ends up with `size` rows out of however many come, each with the same chance (algorithm R,
 * https://doi.org/10.1145/3147.3165). Fewer rows are all kept, in their order and without a draw.
 */
export function createReservoir(size: number, random: Random): Reservoir {
  let seen = 0;
  return () => {
    const place = seen < size ? seen : Math.floor(random() * (seen + 1));
    seen += 1;
    return place < size ? place : undefined;
  };
}
