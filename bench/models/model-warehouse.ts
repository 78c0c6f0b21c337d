import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { StatementResult } from '../../local/redshift/engine.ts';
import { openEngine } from '../../local/redshift/open-engine.ts';
import type { AwsStatement } from './aws-statement.ts';
import { generateTable } from './generate-table.ts';
import { xgboostArtefact } from './xgboost-artefact.ts';

/** What came of a statement. */
export interface Outcome {
  /** The model's state, or what the statement was refused with. */
  readonly result: string;
  /** The first metric that SHOW MODEL tells, or what the function answers where it tells none. */
  readonly shown: string;
  readonly seconds: number;
}

/** A real engine on a folder of its own that statements run against, one after another. */
export interface ModelWarehouse {
  /** Makes the statement's tables and objects, runs it, waits for its training, asks its function once, drops the model. */
  tryStatement(statement: AwsStatement): Promise<Outcome>;
  /** Closes the engine and removes its folder. */
  discard(): Promise<void>;
}

const user = 'awsuser';
const dataBucket = 'tables';
const modelBucket = 'bucket';
const pollEveryMs = 10;

/** Opens the warehouse. */
export async function openModelWarehouse(): Promise<ModelWarehouse> {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-models-'));
  const bucketsFolder = join(folder, 'buckets');
  const engine = await openEngine({ folder: join(folder, 'warehouse'), bucketsFolder, adminUser: user });
  let count = 0;
  const run = (sql: string) => {
    count += 1;
    return engine.execute({ id: `statement-${count}`, sql, parameters: [], user, database: 'dev' });
  };
  const put = (bucket: string, key: string, content: string | Uint8Array) => {
    const path = join(bucketsFolder, bucket, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  const made = new Map<string, string>();
  return {
    tryStatement: async (statement) => {
      for (const [name, shape] of Object.entries(statement.tables)) {
        const { columns, csv } = generateTable(shape);
        if (made.get(name.toLowerCase()) === columns) continue;
        await makeSchema(run, name);
        await run(`DROP TABLE IF EXISTS ${name}`);
        await run(`CREATE TABLE ${name} (${columns})`);
        put(dataBucket, `${name}.csv`, csv);
        await run(`COPY ${name} FROM 's3://${dataBucket}/${name}.csv' IAM_ROLE default CSV`);
        made.set(name.toLowerCase(), columns);
      }
      for (const [key, { featureCount }] of Object.entries(statement.models ?? {})) {
        put(modelBucket, key, await xgboostArtefact(featureCount));
      }
      return runModel(run, statement.sql);
    },
    discard: async () => {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Run = (sql: string) => Promise<StatementResult>;

async function makeSchema(run: Run, name: string): Promise<void> {
  const [schema, table] = name.split('.');
  if (table !== undefined && schema !== 'public') await run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
}

async function runModel(run: Run, sql: string): Promise<Outcome> {
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  const name = /create\s+model\s+(\w+(?:\.\s*\w+)?)/i.exec(sql.replace(/--.*/g, ''))?.[1]?.replaceAll(/\s/g, '') ?? '';
  try {
    await makeSchema(run, name);
    await run(sql);
  } catch (error) {
    return { result: error instanceof Error ? error.message : String(error), shown: '', seconds: seconds() };
  }
  const shown = await waitForTraining(run, name);
  const outcome = {
    result: shown.get('Model State') ?? '',
    shown: describe(shown) ?? (await askFunction(run, name, shown)),
    seconds: seconds(),
  };
  if (outcome.result === 'READY') await askFunction(run, name, shown);
  await run(`DROP MODEL ${name}`);
  return outcome;
}

async function waitForTraining(run: Run, name: string): Promise<ReadonlyMap<string, string>> {
  for (;;) {
    const { rows } = await run(`SHOW MODEL ${name}`);
    const shown = new Map(rows.map(([key, value]) => [String(key), String(value)]));
    if (shown.get('Model State') !== 'TRAINING') return shown;
    await new Promise((resolve) => setTimeout(resolve, pollEveryMs));
  }
}

function describe(shown: ReadonlyMap<string, string>): string | undefined {
  const failure = shown.get('Failure Reason');
  const metric = [...shown].find(([key]) => /^(validation|train):/.test(key));
  return failure ?? (metric && `${metric[0]} ${metric[1]}`);
}

/** Missing values are values to a model, and spare us knowing what the function takes. */
async function askFunction(run: Run, model: string, shown: ReadonlyMap<string, string>): Promise<string> {
  const schema = model.includes('.') ? `${model.split('.')[0]}.` : '';
  const missing = (shown.get('Function Parameter Types') ?? '').split(' ').map(() => 'NULL');
  const { rows } = await run(`SELECT ${schema}${shown.get('Function Name')}(${missing.join(', ')})`);
  const answer = rows[0]?.[0] ?? null;
  if (answer === null) throw new Error(`The function of ${model} answers nothing`);
  return `answers ${answer}`;
}
