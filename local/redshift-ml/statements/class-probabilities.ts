import type { Label } from '../dataset/labels.ts';

/** What the probability function answers: both lists by probability, best first. */
export interface ClassProbabilities {
  readonly probabilities: readonly number[];
  readonly labels: readonly string[];
}

/** Sorts the classes of one row; a binary model's only score is the probability of its second label. */
export function classProbabilities(labels: readonly Label[], scores: Float64Array): ClassProbabilities {
  const classes = probabilityOfEach(labels, scores)
    .map((probability, index) => ({ probability, label: labelText(labels[index]) }))
    .sort((a, b) => b.probability - a.probability);
  return {
    probabilities: classes.map(({ probability }) => probability),
    labels: classes.map(({ label }) => label),
  };
}

function probabilityOfEach(labels: readonly Label[], scores: Float64Array): number[] {
  const [only = Number.NaN] = scores;
  return labels.length === 2 && scores.length === 1 ? [1 - only, only] : [...scores];
}

/** Redshift shows a BOOLEAN label as t or f. */
function labelText(label: Label | undefined): string {
  if (typeof label === 'boolean') return label ? 't' : 'f';
  return String(label);
}
