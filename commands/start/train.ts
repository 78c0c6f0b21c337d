import { setTimeout as sleep } from 'node:timers/promises';
import type { AdminWarehouse } from './warehouse.ts';

const modelName = 'predict_outcome';
const pollMs = 100;

/** The files whose change makes a new model. */
export const trainFiles = ['model/register_version.sql', 'model/create_model.sql'];

/** The files whose change makes the model be evaluated again. */
export const evaluateFiles = ['model/evaluate.sql', 'access/grant_model.sql', 'model/activate_version.sql'];

/** Trains an immutable new version and gives its number. What a broken-off training left behind is cleared first. */
export async function trainModel(warehouse: AdminWarehouse, schema: string): Promise<number> {
  const [next] = await warehouse.run('model/next_version.sql');
  const version = Number(next?.version);
  const model = versioned(version);
  await warehouse.run('model/drop_model.sql', { model });
  await warehouse.run('model/unregister_version.sql', { version });
  await warehouse.run('model/register_version.sql', { version, model });
  await warehouse.run('model/create_model.sql', { model, function: model });
  try {
    await untilReady(warehouse, schema, model);
  } catch (error) {
    await warehouse.run('model/fail_version.sql', { version });
    throw error;
  }
  return version;
}

async function untilReady(warehouse: AdminWarehouse, schema: string, model: string): Promise<void> {
  for (;;) {
    const [row] = await warehouse.run('model/model_state.sql', {}, { schema, model });
    const state = String(row?.model_state);
    if (/ready/i.test(state)) return;
    if (!row || /fail/i.test(state)) throw new Error(`Training of ${model} ended: ${state}`);
    await sleep(pollMs);
  }
}

/** Evaluates a version on the cases after the cut-off, lets the Lambda use it and makes it the one that answers. */
export async function activateVersion(warehouse: AdminWarehouse, version: number): Promise<void> {
  const model = versioned(version);
  const [found] = await warehouse.run('model/probability_function.sql', {}, { function: model });
  if (!found) throw new Error(`${model} has no probability function`);
  await warehouse.run('model/evaluate.sql', { version, probability_function: String(found.proname) });
  await warehouse.run('access/grant_model.sql', { model });
  await warehouse.run('model/activate_version.sql', { version });
  for (const old of await warehouse.run('model/old_versions.sql', { version })) {
    await warehouse.run('model/drop_model.sql', { model: String(old.model_name) });
    await warehouse.run('model/unregister_version.sql', { version: Number(old.version) });
  }
}

const versioned = (version: number) => `${modelName}_v${version}`;
