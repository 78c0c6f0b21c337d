import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Warehouse } from './warehouse.ts';
import { count, modelState, namesOf, partsPerBatch, rowsPerCopy, type Told } from './work.ts';

/** What of a round, after the next start, is lost or half-done; empty when all is well. */
export async function findDamage(warehouse: Warehouse, round: number, told: Told): Promise<string[]> {
  return [
    ...(await damagedLoad(warehouse, round, told)),
    ...(await damagedModel(warehouse, round, told)),
    ...(await damagedCount(warehouse, round, told)),
    ...(await damagedBatch(warehouse, round, told)),
  ];
}

async function damagedLoad(warehouse: Warehouse, round: number, { isCopied }: Told): Promise<string[]> {
  const rows = await warehouse.rows(`SELECT count(*) FROM ${namesOf(round).table}`).then(
    ([row]) => Number(row?.[0]),
    (error: Error) => (error.message.includes('does not exist') && !isCopied ? 0 : error.message),
  );
  if (rows === rowsPerCopy || (rows === 0 && !isCopied)) return [];
  return [`COPY ${isCopied ? 'had finished' : 'had not finished'} and left ${rows} of ${rowsPerCopy} rows`];
}

async function damagedModel(warehouse: Warehouse, round: number, told: Told): Promise<string[]> {
  const { model, function: name } = namesOf(round);
  const state = await modelState(warehouse, round);
  if (state === undefined) return told.isModelCreated ? ['CREATE MODEL had finished and left no model'] : [];
  if (state === 'Model is Ready') {
    const [row] = await warehouse.rows(`SELECT ${name}(60, 50, 1.5)`);
    return typeof row?.[0] === 'boolean' ? [] : [`the model is ready and answers ${row?.[0]}`];
  }
  if (told.isModelReady) return [`the model was ready and is "${state}"`];
  if (state !== 'Failed') return [`nothing trains the model, and it is "${state}"`];
  const description = JSON.stringify(await warehouse.rows(`SHOW MODEL ${model}`));
  const damage = description.includes('interrupted') ? [] : [`the failed model tells no reason: ${description}`];
  await warehouse.rows(`DROP MODEL ${model}`);
  told.isModelCreated = false;
  return damage;
}

async function damagedCount(warehouse: Warehouse, round: number, { isCounted, step }: Told): Promise<string[]> {
  // Who was not told of the end asks again, with the same client token.
  if (!isCounted && step === 'INSERT') await count(warehouse, round).catch(() => undefined);
  const rows = await warehouse.rows(`SELECT copied FROM rounds WHERE round = ${round}`);
  const text = JSON.stringify(rows);
  if (text === `[[${rowsPerCopy}]]` || (text === '[]' && !isCounted)) return [];
  return [`INSERT ${isCounted ? 'had finished' : 'had not finished'} and left ${text}`];
}

async function damagedBatch(warehouse: Warehouse, round: number, { isBatchDone }: Told): Promise<string[]> {
  const [row] = await warehouse.rows(`SELECT count(*) FROM parts WHERE round = ${round}`);
  const parts = Number(row?.[0]);
  if (parts === partsPerBatch || (parts === 0 && !isBatchDone)) return [];
  return [`the batch ${isBatchDone ? 'had finished' : 'had not finished'} and left ${parts} of ${partsPerBatch} parts`];
}

/** Files that belong to nothing: models that the catalog does not have as ready, what was written halfway. */
export async function findOrphans(warehouse: Warehouse, folder: string): Promise<string[]> {
  const [row] = await warehouse.rows("SELECT count(*) FROM svv_ml_model_info WHERE model_state = 'Model is Ready'");
  const models = existsSync(join(folder, 'models')) ? readdirSync(join(folder, 'models')) : [];
  const known = /^(format-version|models|redshift_database\.duckdb(\.wal)?)$/;
  const strange = readdirSync(folder).filter((name) => !known.test(name));
  return [
    ...(models.length === Number(row?.[0]) ? [] : [`${row?.[0]} models are ready and there are the files ${models}`]),
    ...strange.map((name) => `there is the file ${name}`),
  ];
}
