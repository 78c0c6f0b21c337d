import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Engine } from '../../local/redshift/engine.ts';
import { openEngine } from '../../local/redshift/open-engine.ts';
import { seededRandom } from '../../local/redshift-ml/learner/random.ts';
import { compileModel } from '../../local/redshift-ml/model/compile-model.ts';
import { adminUser, database } from '../running/serve-warehouse.ts';
import { columnTypes, randomFeatures } from './bulk-rows.ts';
import type { Measured, Task } from './measure.ts';

type Work = () => Promise<number>;

/** Gets ready for a task, and gives what does it. */
const preparations: { readonly [Kind in Task['kind']]: (task: Task & { readonly kind: Kind }) => Promise<Work> } = {
  async sql({ folder, bucketsFolder, sql }) {
    const engine = await openEngine({ folder, bucketsFolder, adminUser });
    return async () => {
      const rows = await execute(engine, sql);
      if (/^CREATE MODEL/.test(sql)) await untilTrained(engine);
      return rows;
    };
  },
  async 'read-csv'({ folder, path }) {
    const settings = { memory_limit: '1GB', threads: '2' };
    const connection = await (await DuckDBInstance.create(join(folder, 'peer.duckdb'), settings)).connect();
    const columns = Object.entries(columnTypes);
    await connection.run(`CREATE TABLE peer (${columns.map((column) => column.join(' ')).join(', ')})`);
    const types = columns.map(([name, type]) => `'${name}': '${type}'`).join(', ');
    return async () =>
      (await connection.run(`INSERT INTO peer SELECT * FROM read_csv('${path}', header = false, columns = {${types}})`))
        .rowsChanged;
  },
  async walk({ folder, rows }) {
    const [file = ''] = readdirSync(join(folder, 'models'));
    const scorer = compileModel(readFileSync(join(folder, 'models', file), 'utf8'));
    const chunk = chunkOfRows(2_048);
    return async () => {
      let scored = 0;
      for (; scored < rows; scored += 2_048) scorer.scoreRows(chunk, Math.min(2_048, rows - scored));
      return rows;
    };
  },
};

function chunkOfRows(count: number): Float64Array[] {
  const random = seededRandom(2);
  const rows = Array.from({ length: count }, () => randomFeatures(random));
  return rows[0]?.map((_, feature) => Float64Array.from(rows, (row) => row[feature] ?? 0)) ?? [];
}

async function execute(engine: Engine, sql: string): Promise<number> {
  const statement = { id: 'bulk', sql, parameters: [], user: adminUser, database: database.Database };
  return (await engine.execute(statement)).rowCount;
}

async function untilTrained(engine: Engine): Promise<void> {
  while ((await execute(engine, "SELECT 1 FROM svv_ml_model_info WHERE model_state LIKE 'Train%'")) > 0)
    await sleep(100);
}

async function measure(task: Task): Promise<Measured> {
  // Each entry takes the tasks of its own kind.
  const prepare = preparations[task.kind] as (task: Task) => Promise<Work>;
  const work = await prepare(task);
  const idleBytes = process.memoryUsage.rss();
  const startedAt = performance.now();
  const rows = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  // Node tells it in kibibytes.
  return { rows, seconds, idleBytes, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

process.once('message', async (task: Task) => {
  const measured = await measure(task);
  process.send?.(measured, () => process.exit());
});
