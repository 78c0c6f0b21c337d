import type { Evaluation } from '../graphql/generated/types.ts';
import { dateTimeIn, numberIn, type Row } from './rows.ts';

/** Reads a registry row's evaluation and says in one sentence what it means. */
export function evaluationFromRow(row: Row): Evaluation {
  const measured = {
    auc: numberIn(row, 'auc'),
    aucLow: numberIn(row, 'auc_low'),
    aucHigh: numberIn(row, 'auc_high'),
    brier: numberIn(row, 'brier'),
    rows: numberIn(row, 'evaluation_rows'),
    evaluatedAt: dateTimeIn(row, 'evaluated_at'),
  };
  const betterThanChance = measured.aucLow > 0.5;
  return { ...measured, betterThanChance, summary: summarize(measured, betterThanChance) };
}

type Measured = Pick<Evaluation, 'auc' | 'aucLow' | 'aucHigh' | 'rows'>;

function summarize({ auc, aucLow, aucHigh, rows }: Measured, betterThanChance: boolean): string {
  const cases = `${rows.toLocaleString('en-US')} cases that it had not seen`;
  const measure = `AUC ${auc.toFixed(2)}, 95 % interval ${aucLow.toFixed(2)} to ${aucHigh.toFixed(2)}`;
  return betterThanChance
    ? `On ${cases} the model tells success from failure better than chance (${measure}).`
    : `On ${cases} the model did no better than chance (${measure}), so it cannot tell which strategy helps.`;
}
