import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ObjectiveName } from '../../local/redshift-ml/learner/objective.ts';
import { compileModel } from '../../local/redshift-ml/model/compile-model.ts';
import { trainHere } from './xgboost-judge.ts';

/** What record-xgboost.ts wrote where the real XGBoost was at hand: a line for the data, then one for each objective. */
interface RecordedData {
  readonly given: Readonly<Record<string, number>>;
  readonly columns: ReadonlyArray<ReadonlyArray<number | null>>;
}

interface RecordedCase {
  readonly objective: ObjectiveName;
  readonly labels: readonly number[];
  readonly predictions: readonly number[];
  readonly model: object;
}

const [first = '', ...others] = readFileSync(new URL('./recorded-xgboost.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const { given, columns: withNulls }: RecordedData = JSON.parse(first);
const columns = withNulls.map((column) => column.map((value) => value ?? Number.NaN));
const cases = others.map((line): RecordedCase => JSON.parse(line));

describe.each(cases)('$objective as XGBoost 1.7.4 was recorded', ({ objective, labels, predictions, model }) => {
  const expectAlike = (scores: Float64Array) => {
    expect(scores).toHaveLength(predictions.length);
    for (const [index, score] of scores.entries())
      expect(Math.abs(score - (predictions[index] ?? 0))).toBeLessThan(1e-6);
  };

  it('is predicted alike by its own model', () => {
    expectAlike(compileModel(JSON.stringify(model)).scoreRows(columns, labels.length));
  });

  it('is predicted alike by the model that we train', () => {
    const ours = trainHere({ objective, columns, labels, trainingRows: labels.map((_, row) => row), given });

    expectAlike(compileModel(ours).scoreRows(columns, labels.length));
  });
});
