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

/** What a history lacks to train a model and to evaluate it, and on which side of the cut-off; undefined when nothing. */
export function splitProblem({ training, evaluation }: TrainingSplit, cutOff: string): string | undefined {
  const rows = training.successes + training.failures;
  if (rows < fewestTrainingRows)
    return `${rows} rows before the cut-off ${cutOff}; training needs at least ${fewestTrainingRows}`;
  return (
    outcomesProblem(training, `before the cut-off ${cutOff}, for training`) ??
    outcomesProblem(evaluation, `from the cut-off ${cutOff} on, for evaluation`)
  );
}

function outcomesProblem({ successes, failures }: OutcomeCounts, side: string): string | undefined {
  if (Math.min(successes, failures) >= fewestOfAnOutcome) return undefined;
  return `${successes} successes and ${failures} failures ${side}; each must be ${fewestOfAnOutcome} or more`;
}
