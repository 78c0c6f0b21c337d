import { setTimeout as sleep } from 'node:timers/promises';
import type { AdminWarehouse } from './warehouse.ts';

const modelName = 'predict_outcome';
const pollMs = 100;

/** Longest training: Redshift ML stops at MAX_RUNTIME and then compiles and installs what it has. */
export const maxRuntimeSeconds = 5400;
const longestTrainingMs = 2 * 1000 * maxRuntimeSeconds;

/** The files whose change makes a new model. */
export const trainFiles = ['model/register_version.sql', 'model/create_model.sql', 'model/mark_trained.sql'];

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
  try {
    await warehouse.run('model/create_model.sql', { model, function: model });
    await untilReady(warehouse, schema, model);
  } catch (error) {
    await warehouse.run('model/fail_version.sql', { version });
    throw error;
  }
  await warehouse.run('model/mark_trained.sql', { version });
  return version;
}

async function untilReady(warehouse: AdminWarehouse, schema: string, model: string): Promise<void> {
  const givingUpAt = Date.now() + longestTrainingMs;
  let state = 'not begun';
  while (Date.now() < givingUpAt) {
    const [row] = await warehouse.run('model/model_state.sql', {}, { schema, model });
    state = String(row?.model_state ?? 'gone');
    if (/is ready$/i.test(state)) return;
    if (/gone|fail/i.test(state)) break;
    await sleep(pollMs);
  }
  throw new Error(`The training of ${model} did not end well; its state is: ${state}`);
}

/**
 * Evaluates a version on the cases after the cut-off, lets the Lambda use it, makes it the one that answers and drops
 * all but the one before it.
 *
 * @throws Error when the version cannot be activated, for want of an evaluation.
 */
export async function activateVersion(warehouse: AdminWarehouse, schema: string, version: number): Promise<void> {
  const model = versioned(version);
  const [found] = await warehouse.run('model/probability_function.sql', {}, { schema, function: model });
  if (!found) throw new Error(`${model} has no probability function`);
  await warehouse.run('model/evaluate.sql', { version, probability_function: String(found.proname) });
  await warehouse.run('access/grant_model.sql', { model });
  await warehouse.run('model/activate_version.sql', { version });
  const [active] = await warehouse.run('queries/active_model.sql');
  if (active?.version !== version || active.active !== true)
    throw new Error(`${model} was not activated: it has no evaluation on cases of both outcomes`);
  for (const old of await warehouse.run('model/old_versions.sql', { version })) {
    await warehouse.run('model/drop_model.sql', { model: String(old.model_name) });
    await warehouse.run('model/unregister_version.sql', { version: Number(old.version) });
  }
}

const versioned = (version: number) => `${modelName}_v${version}`;
