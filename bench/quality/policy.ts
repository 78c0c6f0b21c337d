import { mean } from './metrics.ts';

/** The probability of success (0..1) of every strategy for one borrower. */
export type Chances<Strategy extends string> = Readonly<Record<Strategy, number>>;

/** What a policy is worth beside the simplest one and the best possible one; each a success rate, 0..1. */
export interface PolicyValues<Strategy extends string> {
  /** The same strategy for everybody, by strategy. */
  readonly fixed: Chances<Strategy>;
  readonly bestFixed: Strategy;
  /** The policy that is judged. */
  readonly value: number;
  /** The best strategy for each borrower, by the truth. */
  readonly oracle: number;
  /** How much of the way from the best fixed strategy to the oracle the policy goes; 1 is all of it. */
  readonly gapWon: number;
}

/** Judges the choices that a policy made for borrowers whose true chances are known; the n-th choice is for the n-th borrower. */
export function judgePolicy<Strategy extends string>(
  truth: readonly Chances<Strategy>[],
  choices: readonly Strategy[],
): PolicyValues<Strategy> {
  const [first] = truth;
  if (!first || choices.length !== truth.length)
    throw new RangeError(`${truth.length} borrowers need as many choices, not ${choices.length}`);
  const strategies = Object.keys(first) as Strategy[];
  const fixed = Object.fromEntries(
    strategies.map((strategy) => [strategy, mean(truth.map((chances) => chances[strategy]))]),
  ) as Record<Strategy, number>;
  const bestFixed = bestStrategy(fixed);
  const value = mean(choices.map((choice, index) => truth[index]?.[choice] ?? Number.NaN));
  const oracle = mean(truth.map((chances) => chances[bestStrategy(chances)]));
  return { fixed, bestFixed, value, oracle, gapWon: (value - fixed[bestFixed]) / (oracle - fixed[bestFixed]) };
}

/** The strategy with the highest chance; of equals, the first. */
export function bestStrategy<Strategy extends string>(chances: Chances<Strategy>): Strategy {
  const strategies = Object.keys(chances) as Strategy[];
  return strategies.reduce((best, strategy) => (chances[strategy] > chances[best] ? strategy : best));
}
