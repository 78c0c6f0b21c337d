import { type Random, seededRandom } from '../../local/redshift-ml/learner/random.ts';

/** Choices that a seed decides. */
export interface Chance {
  readonly random: Random;
  /** A whole number from 0, below `end`. */
  below(end: number): number;
  is(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** As many as chance gives, from `least` to `most`. */
  some<Item>(least: number, most: number, make: () => Item): Item[];
}

/** Choices that are the same for the same seed. */
export function seededChance(seed: number): Chance {
  const random = seededRandom(seed);
  const below = (end: number) => Math.floor(random() * end);
  return {
    random,
    below,
    is: (probability) => random() < probability,
    pick: (items) => {
      if (items.length === 0) throw new Error('There is nothing to pick from');
      return items[below(items.length)] as (typeof items)[number];
    },
    some: (least, most, make) => Array.from({ length: least + below(most - least + 1) }, make),
  };
}
