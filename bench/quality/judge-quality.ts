import type { StrategyRanking } from '../../client/recourse.ts';
import type { HistoryCase } from '../../data/history-case.ts';
import { successProbability } from '../../data/truth.ts';
import { RemediationStrategy } from '../../graphql/generated/types.ts';
import { areaUnderCurve, brierScore, type ReliabilityGroup, reliabilityTable, type ScoredCase } from './metrics.ts';
import { type Chances, judgePolicy, type PolicyValues } from './policy.ts';

/** How good a model is, beside the truth and beside knowing nothing. */
export interface Quality {
  /** Held-out cases judged. */
  readonly cases: number;
  readonly auc: { readonly model: number; readonly oracle: number };
  /** `baseRate` is the score of saying the training cases' success rate to everybody. */
  readonly brier: { readonly model: number; readonly oracle: number; readonly baseRate: number };
  readonly reliability: readonly ReliabilityGroup[];
  readonly policy: PolicyValues<RemediationStrategy>;
}

/** Judges a model's rankings of held-out cases by the truth; the n-th ranking is for the n-th case. */
export function judgeQuality(
  cases: readonly HistoryCase[],
  rankings: readonly StrategyRanking[],
  baseRate: number,
): Quality {
  const scoredBy = (probability: (past: HistoryCase, index: number) => number): ScoredCase[] =>
    cases.map((past, index) => ({ probability: probability(past, index), successful: past.successful }));
  const model = scoredBy((past, index) => probabilityOf(rankings[index], past.strategy));
  const oracle = scoredBy((past) => successProbability(past.customer, past.strategy));
  return {
    cases: cases.length,
    auc: { model: areaUnderCurve(model), oracle: areaUnderCurve(oracle) },
    brier: { model: brierScore(model), oracle: brierScore(oracle), baseRate: brierScore(scoredBy(() => baseRate)) },
    reliability: reliabilityTable(model),
    policy: judgePolicy(cases.map(trueChances), rankings.map(topStrategy)),
  };
}

function trueChances({ customer }: HistoryCase): Chances<RemediationStrategy> {
  const chances = Object.values(RemediationStrategy).map((strategy) => [
    strategy,
    successProbability(customer, strategy),
  ]);
  return Object.fromEntries(chances) as Chances<RemediationStrategy>;
}

function probabilityOf(ranking: StrategyRanking | undefined, strategy: RemediationStrategy): number {
  const ranked = ranking?.strategies.find((candidate) => candidate.strategy === strategy);
  if (!ranked) throw new Error(`A ranking leaves out ${strategy}`);
  return ranked.probability;
}

function topStrategy({ strategies: [top] }: StrategyRanking): RemediationStrategy {
  if (!top) throw new Error('A ranking is empty');
  return top.strategy;
}
