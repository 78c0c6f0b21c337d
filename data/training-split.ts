import { timestampColumn } from './history-columns.ts';
import { HistoryCsvError } from './history-csv-error.ts';

/** Cases by outcome. */
export interface OutcomeCounts {
  readonly successes: number;
  readonly failures: number;
}

/** The cases before the cut-off, which train a model, and those from it on, which evaluate it. */
export interface TrainingSplit {
  readonly training: OutcomeCounts;
  readonly evaluation: OutcomeCounts;
}

/** Redshift ML trains on no fewer rows, https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_MODEL.html. */
const fewestTrainingRows = 500;

/** The variance of AUC is unknown below two cases of an outcome. */
const fewestOfAnOutcome = 2;

/** Counts cases on both sides of a cut-off, YYYY-MM-DD. */
export function countSplit(cutOff: string): {
  add(timestamp: string, successful: boolean): void;
  split(): TrainingSplit;
} {
  const training = { successes: 0, failures: 0 };
  const evaluation = { successes: 0, failures: 0 };
  return {
    add(timestamp, successful) {
      const side = timestamp < cutOff ? training : evaluation;
      side[successful ? 'successes' : 'failures'] += 1;
    },
    split: () => ({ training: { ...training }, evaluation: { ...evaluation } }),
  };
}

/**
 * Makes sure that a history can train a model and evaluate it.
 *
 * @throws HistoryCsvError saying on which side of the cut-off cases are missing.
 */
export function checkSplit({ training, evaluation }: TrainingSplit, cutOff: string, file: string): void {
  const rows = training.successes + training.failures;
  const position = { file, line: rows + evaluation.successes + evaluation.failures + 1, column: timestampColumn };
  if (rows < fewestTrainingRows)
    throw new HistoryCsvError(
      position,
      `the file ends with ${rows} rows before the cut-off ${cutOff}; training needs at least ${fewestTrainingRows}`,
    );
  checkOutcomes(training, position, `before the cut-off ${cutOff}, for training`);
  checkOutcomes(evaluation, position, `from the cut-off ${cutOff} on, for evaluation`);
}

function checkOutcomes(
  { successes, failures }: OutcomeCounts,
  position: HistoryCsvError['position'],
  side: string,
): void {
  if (Math.min(successes, failures) >= fewestOfAnOutcome) return;
  throw new HistoryCsvError(
    position,
    `the file ends with ${successes} successes and ${failures} failures ${side}; each must be ${fewestOfAnOutcome} or more`,
  );
}
