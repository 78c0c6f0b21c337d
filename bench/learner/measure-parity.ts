import { measure } from '../../local/redshift-ml/learner/metric.ts';
import { compileModel } from '../../local/redshift-ml/model/compile-model.ts';
import { mean } from '../quality/metrics.ts';
import type { Verdict } from '../running/verdict.ts';
import type { BinaryHyperparameters } from './binary-hyperparameters.ts';
import { historyShape, numericShape, type Shape } from './shape.ts';
import { trainHere } from './train-here.ts';
import type { XgboostPeer } from './xgboost-peer.ts';

/** By how much two learners' held-out AUC may differ on the mean, when XGBoost's own seeds differ by less. */
export const largestAucDifference = 0.003;

const heldOutRows = 100_000;
const hyperparameters = { num_round: 100, max_depth: 6, eta: 0.1, subsample: 0.8, colsample_bytree: 0.8 };

/** The mean held-out AUC here and in XGBoost over seeds, on three shapes. */
export async function measureParity(xgboost: XgboostPeer, seeds: number): Promise<Verdict[]> {
  const shapes = [
    historyShape('generated history, 20000 rows', 20_000, heldOutRows, 1),
    numericShape('100000 x 14', 100_000, heldOutRows),
    numericShape('20000 x 14, 30 % missing', 20_000, heldOutRows, 0.3),
  ];
  const verdicts: Verdict[] = [];
  for (const shape of shapes) {
    const { here, there } = await compareAuc(xgboost, shape, seeds, hyperparameters);
    const spread = deviation(there);
    console.log(
      `${shape.name}: held-out AUC ${mean(here).toFixed(4)} here, ${mean(there).toFixed(4)} in XGBoost, ` +
        `whose ${seeds} seeds spread by ${spread.toFixed(4)}`,
    );
    verdicts.push({
      measure: `AUC of ${shape.name}, difference from XGBoost's`,
      figure: Math.abs(mean(here) - mean(there)),
      goal: Math.max(largestAucDifference, spread),
      unit: '',
      atLeast: false,
    });
  }
  return verdicts;
}

/** Held-out AUC of models trained with the seeds 1, 2, ... here and in XGBoost. */
export async function compareAuc(
  xgboost: XgboostPeer,
  shape: Shape,
  seeds: number,
  given: BinaryHyperparameters,
): Promise<{ readonly here: readonly number[]; readonly there: readonly number[] }> {
  const { trainingRows } = shape;
  const labels = shape.labels.slice(trainingRows);
  const columns = shape.columns.map((column) => Float64Array.from(column.subarray(trainingRows)));
  const here: number[] = [];
  const there: number[] = [];
  await xgboost.load(shape);
  for (let seed = 1; seed <= seeds; seed++) {
    const { modelJson } = await trainHere({ shape, hyperparameters: { ...given, seed } });
    here.push(measure('auc', compileModel(modelJson).scoreRows(columns, labels.length), labels));
    await xgboost.train({ ...given, seed });
    there.push(measure('auc', Float64Array.from((await xgboost.predict(trainingRows)).predictions), labels));
  }
  return { here, there };
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}
