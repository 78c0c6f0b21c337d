import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StatementResult } from '../../local/redshift/engine.ts';
import { openEngine } from '../../local/redshift/open-engine.ts';

/** The local engine on a folder of its own, with a table `cases`: the features x0 ... x13 and the target won. */
export interface Warehouse {
  run(sql: string): Promise<StatementResult>;
  /** Trains by AUTO OFF MODEL_TYPE XGBOOST on a table or query in brackets and waits until the function is there. */
  train(functionName: string, source: string, rounds: number): Promise<void>;
  discard(): Promise<void>;
}

const user = 'admin';
const features = Array.from({ length: 14 }, (_, index) => `x${index}`);
const digits = Array.from({ length: 6 }, (_, index) => `digits d${index}`);

/** The features as arguments of a function. */
export const featureList = features.join(', ');

/** Rows of `cases`. */
export const caseCount = 10 ** digits.length;

/** Opens the engine and makes the table. */
export async function openWarehouse(): Promise<Warehouse> {
  const folder = await mkdtemp(join(tmpdir(), 'recourse-warehouse-'));
  const engine = await openEngine({
    folder: join(folder, 'warehouse'),
    bucketsFolder: join(folder, 'buckets'),
    adminUser: user,
  });
  let count = 0;
  const run: Warehouse['run'] = (sql) => {
    count += 1;
    return engine.execute({ id: `statement-${count}`, sql, parameters: [], user, database: 'recourse' });
  };
  await makeCases(run);
  return {
    run,
    train: (functionName, source, rounds) => train(run, functionName, source, rounds),
    discard: async () => {
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function makeCases(run: Warehouse['run']): Promise<void> {
  const drawn = features.map((name) => `RANDOM() + RANDOM() + RANDOM() + RANDOM() - 2 AS ${name}`);
  const probability = '1 / (1 + EXP(-(2 * x0 + 3 * x1 * x2)))';
  await run('CREATE TABLE digits (digit INTEGER)');
  await run('INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)');
  await run(`CREATE TABLE numbers AS SELECT ${drawn.join(', ')} FROM ${digits.join(', ')}`);
  await run(
    `CREATE TABLE cases AS SELECT ${featureList}, CASE WHEN RANDOM() < ${probability} THEN 1 ELSE 0 END AS won FROM numbers`,
  );
  await run('DROP TABLE numbers');
}

async function train(run: Warehouse['run'], functionName: string, source: string, rounds: number): Promise<void> {
  await run(
    `CREATE MODEL ${functionName}_model FROM ${source} TARGET won FUNCTION ${functionName}
     IAM_ROLE default AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'binary:logistic' PREPROCESSORS 'none'
     HYPERPARAMETERS DEFAULT EXCEPT (NUM_ROUND '${rounds}', MAX_DEPTH '6', ETA '0.1')
     SETTINGS (S3_BUCKET 'models', MAX_CELLS ${15 * caseCount})`,
  );
  for (;;) {
    const shown = await run(`SHOW MODEL ${functionName}_model`);
    const shownAs = (key: string) => shown.rows.find(([name]) => name === key)?.[1];
    if (shownAs('Model State') === 'READY') return;
    if (shownAs('Model State') === 'FAILED') throw new Error(`The training failed: ${shownAs('Failure Reason')}`);
    await sleep(50);
  }
}
