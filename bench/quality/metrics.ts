/** A predicted probability of success (0..1) and what came of it. */
export interface ScoredCase {
  readonly probability: number;
  readonly successful: boolean;
}

/** A group of cases of similar probability: what was predicted and what came of it. */
export interface ReliabilityGroup {
  readonly cases: number;
  readonly lowest: number;
  readonly highest: number;
  readonly meanProbability: number;
  readonly successRate: number;
}

/**
 * Area under the ROC curve, 0..1: the chance that a success has a higher probability than a failure, ties counting half.
 * By the rank sum of Mann and Whitney, https://doi.org/10.1148/radiology.143.1.7063747.
 *
 * @throws RangeError when all cases have the same outcome.
 */
export function areaUnderCurve(cases: readonly ScoredCase[]): number {
  const sorted = [...cases].sort((one, other) => one.probability - other.probability);
  const successes = cases.filter(({ successful }) => successful).length;
  const failures = cases.length - successes;
  if (successes === 0 || failures === 0) throw new RangeError('AUC needs a success and a failure');
  const rankSum = sum(midranks(sorted).map((rank, index) => (sorted[index]?.successful ? rank : 0)));
  return (rankSum - (successes * (successes + 1)) / 2) / (successes * failures);
}

/** The rank, from 1, of each case in ascending order of probability; cases that tie share the mean of their ranks. */
function midranks(sorted: readonly ScoredCase[]): number[] {
  const ranks: number[] = [];
  while (ranks.length < sorted.length) {
    const start = ranks.length;
    let end = start + 1;
    while (end < sorted.length && sorted[end]?.probability === sorted[start]?.probability) end += 1;
    for (let index = start; index < end; index++) ranks.push((start + 1 + end) / 2);
  }
  return ranks;
}

/** Mean squared error of the probabilities, 0..1; lower is better. */
export function brierScore(cases: readonly ScoredCase[]): number {
  return mean(cases.map(({ probability, successful }) => (probability - (successful ? 1 : 0)) ** 2));
}

/** Cases in groups of equal size by ascending probability, ten when nothing else is asked: deciles. */
export function reliabilityTable(cases: readonly ScoredCase[], groups = 10): ReliabilityGroup[] {
  const sorted = [...cases].sort((one, other) => one.probability - other.probability);
  const bound = (group: number) => Math.round((group * sorted.length) / groups);
  return Array.from({ length: groups }, (_, group) => sorted.slice(bound(group), bound(group + 1)))
    .filter((group) => group.length > 0)
    .map((group) => ({
      cases: group.length,
      lowest: group[0]?.probability ?? Number.NaN,
      highest: group.at(-1)?.probability ?? Number.NaN,
      meanProbability: mean(group.map(({ probability }) => probability)),
      successRate: mean(group.map(({ successful }) => (successful ? 1 : 0))),
    }));
}

/** Mean distance between predicted probability and success rate over the groups, weighted by their cases, 0..1. */
export function calibrationError(table: readonly ReliabilityGroup[]): number {
  const cases = sum(table.map((group) => group.cases));
  return sum(table.map((group) => group.cases * Math.abs(group.meanProbability - group.successRate))) / cases;
}

/** The arithmetic mean. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
