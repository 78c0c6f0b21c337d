import type { Verdict } from '../running/verdict.ts';
import type { BinaryHyperparameters } from './binary-hyperparameters.ts';
import { numericShape } from './shape.ts';
import { caseCount, featureList, openWarehouse, type Warehouse } from './warehouse.ts';
import type { XgboostPeer } from './xgboost-peer.ts';

const hyperparameters: BinaryHyperparameters = { num_round: 100, max_depth: 6, eta: 0.1 };
const trainingRows = 100_000;
const runs = 4;
const leastRowsPerSecond = 0.5;

// What writing takes by itself.
const unscored = 'CREATE TABLE unscored AS SELECT *, won AS score FROM cases';

/** Rows per second that SQL scores by 100 trees, read and written, and that XGBoost's `inplace_predict` does. */
export async function measureScoring(xgboost: XgboostPeer): Promise<Verdict[]> {
  await xgboost.load(numericShape('1000000 x 14', trainingRows, caseCount - trainingRows));
  await xgboost.train(hyperparameters);
  const warehouse = await openWarehouse();
  try {
    await warehouse.train('score', `(SELECT * FROM cases LIMIT ${trainingRows})`, hyperparameters.num_round);
    const statements = {
      'SELECT COUNT': `SELECT COUNT(score(${featureList})), SUM(score(${featureList})) FROM cases`,
      'CREATE TABLE AS': `CREATE TABLE scored AS SELECT *, score(${featureList}) AS score FROM cases`,
    };
    const best: Record<string, number> = {};
    const keep = (name: string, seconds: number) => {
      best[name] = Math.max(best[name] ?? 0, caseCount / seconds / 1e6);
    };
    for (let run = 0; run < runs; run++) {
      keep('XGBoost', (await xgboost.predict(0)).seconds);
      for (const [name, sql] of Object.entries(statements)) {
        keep(name, await timeStatement(warehouse, sql));
      }
      keep('CREATE TABLE AS of the same without the score', await timeStatement(warehouse, unscored));
      for (const table of ['scored', 'unscored']) await warehouse.run(`DROP TABLE ${table}`);
    }
    for (const [name, rate] of Object.entries(best)) console.log(`${name}: ${rate.toFixed(2)} M rows/s`);
    return Object.keys(statements).map((name) => ({
      measure: `rows scored by ${name} with 14 features and 100 trees (${ratio(best[name], best.XGBoost)} of XGBoost)`,
      figure: best[name] ?? 0,
      goal: leastRowsPerSecond,
      unit: ' M/s',
      atLeast: true,
    }));
  } finally {
    await warehouse.discard();
  }
}

/** In seconds. */
async function timeStatement(warehouse: Warehouse, sql: string): Promise<number> {
  const begun = performance.now();
  await warehouse.run(sql);
  return (performance.now() - begun) / 1000;
}

function ratio(one = 0, other = 0): string {
  return `${(one / other).toFixed(2)}x`;
}
