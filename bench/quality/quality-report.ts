import Table from 'cli-table3';
import { dataTexts } from '../../graphql/generated/domain.ts';
import type { RemediationStrategy } from '../../graphql/generated/types.ts';
import type { Quality } from './judge-quality.ts';
import { calibrationError } from './metrics.ts';

/** A figure beside the least that it must be. */
export interface Verdict {
  readonly measure: string;
  readonly ratio: number;
  readonly goal: number;
}

/** The figures that decide whether a model is good enough. */
export function verdictsOf({ auc, policy }: Quality): Verdict[] {
  return [
    { measure: 'AUC, share of the way from chance to the oracle', ratio: shareOfOracle(auc), goal: 0.5 },
    { measure: 'top-ranked strategy, share of the gap from best fixed to oracle', ratio: policy.gapWon, goal: 0.5 },
  ];
}

/** True when the figure reaches its goal. */
export const isReached = ({ ratio, goal }: Verdict): boolean => ratio >= goal;

/** The whole judgement as text: a part for each measure, the verdicts last. */
export function formatQuality(quality: Quality): string {
  return [
    `Judged by the known truth on ${quality.cases} cases after the cut-off`,
    formatScores(quality),
    `Reliability by deciles of the predicted probability, mean distance ${calibrationError(quality.reliability).toFixed(3)}`,
    formatReliability(quality),
    'Success rate of policies on these borrowers',
    formatPolicies(quality),
    ...verdictsOf(quality).map(formatVerdict),
  ].join('\n');
}

const shareOfOracle = ({ model, oracle }: Quality['auc']) => (model - 0.5) / (oracle - 0.5);

function formatScores({ auc, brier }: Quality): string {
  const table = plainTable(['', 'model', 'oracle', 'beside it']);
  const halfway = (0.5 + auc.oracle) / 2;
  table.push(
    ['AUC', decimals(auc.model), decimals(auc.oracle), `halfway ${decimals(halfway)}`],
    ['Brier score', decimals(brier.model), decimals(brier.oracle), `base rate ${decimals(brier.baseRate)}`],
  );
  return table.toString();
}

function formatReliability({ reliability }: Quality): string {
  const table = plainTable(['cases', 'from', 'to', 'mean P(success)', 'success rate']);
  for (const { cases, lowest, highest, meanProbability, successRate } of reliability)
    table.push([String(cases), ...[lowest, highest, meanProbability, successRate].map(decimals)]);
  return table.toString();
}

function formatPolicies({ policy }: Quality): string {
  const table = plainTable(['policy', 'success rate']);
  for (const [strategy, rate] of Object.entries(policy.fixed).sort(([, one], [, other]) => one - other)) {
    const text = dataTexts.RemediationStrategy[strategy as RemediationStrategy];
    table.push([`always ${text}${strategy === policy.bestFixed ? ' (best fixed)' : ''}`, decimals(rate)]);
  }
  table.push(['top-ranked by the model', decimals(policy.value)], ['oracle', decimals(policy.oracle)]);
  return table.toString();
}

function formatVerdict(verdict: Verdict): string {
  const { measure, ratio, goal } = verdict;
  return `${isReached(verdict) ? 'REACHED' : 'MISSED '} ${measure}: ${ratio.toFixed(3)} (goal ${goal})`;
}

function plainTable(head: string[]): Table.Table {
  return new Table({ head, style: { head: [], border: [] } });
}

const decimals = (value: number) => value.toFixed(4);
