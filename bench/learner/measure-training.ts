import { mean } from '../quality/metrics.ts';
import type { Verdict } from '../running/verdict.ts';
import type { BinaryHyperparameters } from './binary-hyperparameters.ts';
import { numericShape, type Shape } from './shape.ts';
import { trainHere } from './train-here.ts';
import type { XgboostPeer } from './xgboost-peer.ts';

const hyperparameters: BinaryHyperparameters = { num_round: 100, max_depth: 6, eta: 0.1 };
const sizes = [
  { rows: 100_000, runs: 8 },
  { rows: 1_000_000, runs: 2 },
] as const;
const slowestRatio = 2;

const growthRows = [125_000, 250_000, 500_000, 1_000_000] as const;
const growthRuns = 3;
const growthRounds = 30;
const fewRounds = { ...hyperparameters, num_round: growthRounds };
/** Time that grows with the rows and no faster; caches that no longer suffice cost something. */
const steepestExponent = 1.15;

/** Training time here and in XGBoost, in turns, the best run of each. */
export async function measureTraining(xgboost: XgboostPeer): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { rows, runs } of sizes) {
    const shape = numericShape(`${rows} x 14`, rows, 0);
    const { here, there } = await race(xgboost, shape, runs);
    console.log(`${shape.name}, 100 trees of depth 6: ${here.toFixed(2)} s here, ${there.toFixed(2)} s in XGBoost`);
    verdicts.push({
      measure: `training time of ${shape.name} over XGBoost's`,
      figure: here / there,
      goal: slowestRatio,
      unit: 'x',
      atLeast: false,
    });
  }
  return [...verdicts, await measureGrowth()];
}

async function race(xgboost: XgboostPeer, shape: Shape, runs: number): Promise<{ here: number; there: number }> {
  await xgboost.load(shape);
  let here = Number.POSITIVE_INFINITY;
  let there = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    here = Math.min(here, (await trainHere({ shape, hyperparameters })).seconds);
    there = Math.min(there, await xgboost.train(hyperparameters));
  }
  return { here, there };
}

async function measureGrowth(): Promise<Verdict> {
  const whole = numericShape('1000000 x 14', growthRows[3], 0);
  const seconds = growthRows.map(() => Number.POSITIVE_INFINITY);
  for (let run = 0; run < growthRuns; run++) {
    for (const [index, trainingRows] of growthRows.entries()) {
      const trained = await trainHere({ shape: { ...whole, trainingRows }, hyperparameters: fewRounds });
      seconds[index] = Math.min(seconds[index] ?? 0, trained.seconds);
    }
  }
  const texts = growthRows.map((rows, index) => `${rows}: ${seconds[index]?.toFixed(2)} s`);
  console.log(`Time of ${growthRounds} trees by rows: ${texts.join(', ')}`);
  return {
    measure: 'exponent of the training time by rows',
    figure: slope(growthRows.map(Math.log), seconds.map(Math.log)),
    goal: steepestExponent,
    unit: '',
    atLeast: false,
  };
}

/** Least squares. */
function slope(xs: readonly number[], ys: readonly number[]): number {
  const [x, y] = [mean(xs), mean(ys)];
  const covariance = xs.reduce((sum, value, index) => sum + (value - x) * ((ys[index] ?? 0) - y), 0);
  return covariance / xs.reduce((sum, value) => sum + (value - x) ** 2, 0);
}
