import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Warehouse } from './warehouse.ts';

/** What the server had told of a round of work before it was killed. */
export interface Told {
  /** What was asked last. */
  step: string;
  isCopied: boolean;
  isModelCreated: boolean;
  isModelReady: boolean;
  isCounted: boolean;
  isBatchDone: boolean;
}

/** Rows that each round's COPY loads. */
export const rowsPerCopy = 150_000;
const historyRows = 1_000;

/** Statements of each round's batch. */
export const partsPerBatch = 20;

const bucket = 'kills';

/** Writes the objects that the rounds load. */
export function putObjects(bucketsFolder: string): void {
  mkdirSync(join(bucketsFolder, bucket), { recursive: true });
  const rows = Array.from({ length: rowsPerCopy }, (_, row) => `${row},${(row * 7919) % 1000}`);
  writeFileSync(join(bucketsFolder, bucket, 'rows.csv'), `${rows.join('\n')}\n`);
}

/** Makes the tables that the rounds fill. */
export async function prepare(warehouse: Warehouse): Promise<void> {
  await warehouse.rows('CREATE TABLE rounds (round INTEGER, copied BIGINT)');
  await warehouse.rows('CREATE TABLE parts (round INTEGER, part INTEGER)');
  await warehouse.rows('CREATE TABLE history (a INTEGER, b INTEGER, c FLOAT8, good BOOLEAN)');
  const history = Array.from({ length: historyRows }, (_, row) => {
    const [a, b] = [(row * 31) % 97, (row * 17) % 53];
    return `(${a}, ${b}, ${row / 7}, ${a + b > 70})`;
  });
  await warehouse.rows(`INSERT INTO history VALUES ${history.join(',')}`);
}

/** Names of what a round makes. */
export function namesOf(round: number) {
  return { table: `loads_${round}`, model: `model_${round}`, function: `fn_${round}` };
}

/** Does a round of work: a load, a count, a batch, a model; writes down what the server has told, until it tells no more. */
export async function work(warehouse: Warehouse, round: number, told: Told): Promise<void> {
  const names = namesOf(round);
  const step = async (text: string, sql: string) => {
    told.step = text;
    return warehouse.rows(sql);
  };
  await step('CREATE TABLE', `CREATE TABLE ${names.table} (id INTEGER, amount INTEGER)`);
  await step('COPY', `COPY ${names.table} FROM 's3://${bucket}/rows.csv' IAM_ROLE default CSV`);
  told.isCopied = true;
  told.step = 'INSERT';
  await count(warehouse, round);
  told.isCounted = true;
  told.step = 'a batch';
  await warehouse.batch(
    Array.from({ length: partsPerBatch }, (_, part) => `INSERT INTO parts VALUES (${round}, ${part})`),
  );
  told.isBatchDone = true;
  await step(
    'CREATE MODEL',
    `CREATE MODEL ${names.model} FROM history TARGET good FUNCTION ${names.function} IAM_ROLE default
     SETTINGS (S3_BUCKET '${bucket}')`,
  );
  told.isModelCreated = true;
  while ((await modelState(warehouse, round)) !== 'Model is Ready') {
    told.step = 'training';
    await sleep(10);
  }
  told.isModelReady = true;
}

/** Writes down how many rows a round has loaded; asked again with the same client token it does so but once. */
export async function count(warehouse: Warehouse, round: number): Promise<void> {
  await warehouse.rows(`INSERT INTO rounds SELECT ${round}, count(*) FROM ${namesOf(round).table}`, `count-${round}`);
}

/** The state that the catalog tells of a round's model; undefined when there is none. */
export async function modelState(warehouse: Warehouse, round: number): Promise<string | undefined> {
  const [row] = await warehouse.rows(
    `SELECT model_state FROM svv_ml_model_info WHERE model_name = '${namesOf(round).model}'`,
  );
  return row === undefined ? undefined : String(row[0]);
}
