import { stringify } from 'csv-stringify/browser/esm/sync';
import type { RankedRow } from './ranked-row.ts';

/**
 * Rows as a CSV that spreadsheets open as text: what begins like a formula gets an apostrophe
 * (https://owasp.org/www-community/attacks/CSV_Injection). Strategies that share a rank are joined by ` = `.
 */
export function rowsCsv(rows: readonly RankedRow[]): string {
  return stringify(rows.map(recordOf), {
    header: true,
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

const recordOf = ({ line, customerId, best, runnersUp, outOfRange, problem, ranking }: RankedRow) => ({
  line,
  customer_id: customerId,
  best_strategy: namesOf(best),
  probability: best[0]?.probability,
  runner_up: namesOf(runnersUp),
  runner_up_probability: runnersUp[0]?.probability,
  better_than_chance: ranking && String(ranking.evaluation.betterThanChance),
  out_of_range: outOfRange.join(' '),
  error: problem,
  model: ranking?.model.name,
  model_version: ranking?.model.version,
});

const namesOf = (strategies: RankedRow['best']): string => strategies.map(({ strategy }) => strategy).join(' = ');
