import type { Label } from '../dataset/labels.ts';
import { isNumber, isWholeNumber, type SqlType } from '../dataset/sql-type.ts';
import { likeliestClass } from '../learner/likeliest-class.ts';
import type { Scorer } from '../model/compile-model.ts';

/** What to answer, in the type that a model's function gives, for the row whose scores begin there. */
export type Answer = (scores: Float64Array, begin: number) => boolean | number | bigint | string;

/**
 * What a trained model's function answers: the label, or the number of a regression.
 *
 * A model that was made elsewhere answers what XGBoost's own prediction gives, cast to the type of RETURNS; with
 * multi:softprob that is the number of the likeliest class, but as SUPER all probabilities.
 */
export function compileAnswer(scorer: Scorer, type: SqlType, isMadeElsewhere: boolean): Answer {
  const cast = castTo(type);
  const { labels, predictionCount: width } = scorer;
  if (!isMadeElsewhere && labels.length > 0) {
    const answers = labels.map(cast);
    const classOf = compileClass(scorer);
    return (scores, begin) => answers[classOf(scores, begin)] as Label;
  }
  if (width === 1) return (scores, begin) => cast(scores[begin] as number);
  if (type === 'super') return (scores, begin) => JSON.stringify([...scores.subarray(begin, begin + width)]);
  return (scores, begin) => cast(likeliestClass(scores, begin, width));
}

function compileClass({ predictionCount, problemType }: Scorer): (scores: Float64Array, begin: number) => number {
  // multi:softmax gives the class's number itself.
  const isClassNumber = problemType === 'MULTICLASS_CLASSIFICATION' && predictionCount === 1;
  if (isClassNumber) return (scores, begin) => scores[begin] as number;
  return (scores, begin) => likeliestClass(scores, begin, predictionCount);
}

const wholeNumbers: Partial<Record<SqlType, { readonly name: string; readonly bits: number }>> = {
  int2: { name: 'smallint', bits: 16 },
  int4: { name: 'integer', bits: 32 },
  int8: { name: 'bigint', bits: 64 },
};

/** A BIGINT label beyond 2^53 is a text. */
function toWholeNumber(value: Label, type: SqlType): number | bigint {
  const whole = typeof value === 'number' ? BigInt(Math.round(value)) : BigInt(value);
  const { name, bits } = wholeNumbers[type] ?? { name: type, bits: 64 };
  if (BigInt.asIntN(bits, whole) !== whole) throw new Error(`${name} out of range`);
  return type === 'int8' ? whole : Number(whole);
}

/** Casts as Redshift does: numbers are rounded to whole ones, and at least a half is true. */
function castTo(type: SqlType): (value: Label) => boolean | number | bigint | string {
  if (type === 'bool') return (value) => (typeof value === 'number' ? value >= 0.5 : Boolean(value));
  if (isWholeNumber(type)) return (value) => toWholeNumber(value, type);
  if (isNumber(type)) return Number;
  return type === 'super' ? (value) => JSON.stringify(value) : String;
}
