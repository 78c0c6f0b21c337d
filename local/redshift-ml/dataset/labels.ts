import { type RawValue, toNumber } from './column.ts';

/** What is to be predicted, in Redshift's words. */
export type ProblemType = 'BINARY_CLASSIFICATION' | 'MULTICLASS_CLASSIFICATION' | 'REGRESSION';

/** A target's distinct value. */
export type Label = boolean | number | string;

/** The target as numbers: a class's index in `labels`, or the value itself when `labels` is empty (regression). */
export interface Target {
  readonly problemType: ProblemType;
  readonly labels: readonly Label[];
  readonly values: Float32Array;
}

/** The target cannot be learned. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

/** More whole-number labels than this make a regression, when no problem type is asked for. */
const MAX_INFERRED_CLASSES = 20;

/** The distinct values of a target, false before true, numbers by size, texts in code-unit order. */
function distinctLabels(target: readonly RawValue[]): Label[] {
  const labels = [...new Set(target)].filter((value) => value !== null);
  return labels.sort((a, b) => (typeof a === 'string' || typeof b === 'string' ? compareText(a, b) : +a - +b));
}

function compareText(a: Label, b: Label): number {
  return String(a) < String(b) ? -1 : 1;
}

function inferProblemType(labels: readonly Label[]): ProblemType {
  if (labels.length === 2) return 'BINARY_CLASSIFICATION';
  const few = labels.length <= MAX_INFERRED_CLASSES && labels.every((label) => Number.isInteger(label));
  return few || labels.some((label) => typeof label === 'string') ? 'MULTICLASS_CLASSIFICATION' : 'REGRESSION';
}

/** The target's values as float32; throws TargetError, in XGBoost's words, where float32 has no such number. */
export function toLabels(target: readonly RawValue[]): Float32Array {
  const labels = Float32Array.from(target, (value) => toNumber(value, 'target'));
  if (labels.every(Number.isFinite)) return labels;
  throw new TargetError('Label contains NaN, infinity or a value too large.');
}

/** Numbers the target's classes; throws TargetError when it cannot be learned. */
export function encodeTarget(target: readonly RawValue[], asked?: ProblemType): Target {
  const missing = target.filter((value) => value === null).length;
  if (missing > 0) throw new TargetError(`the target is NULL in ${missing} of ${target.length} rows`);
  const distinct = distinctLabels(target);
  if (distinct.length < 2) throw new TargetError(`the target needs two different values; it has ${distinct.length}`);
  const problemType = asked ?? inferProblemType(distinct);
  if (problemType === 'REGRESSION') {
    return { problemType, labels: [], values: toLabels(target) };
  }
  if (problemType === 'BINARY_CLASSIFICATION' && distinct.length > 2) {
    throw new TargetError(`a binary target has two values; this one has ${distinct.length}`);
  }
  const classes = new Map<RawValue, number>(distinct.map((label, index) => [label, index]));
  return {
    problemType,
    labels: distinct,
    values: Float32Array.from(target, (value) => classes.get(value) ?? Number.NaN),
  };
}
