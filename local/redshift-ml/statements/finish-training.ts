import type { DuckDBConnection } from '@duckdb/node-api';
import { DamagedStateError } from '../../damaged-state.ts';
import type { ModelEntry } from '../../redshift/access/catalog.ts';
import { uncancellableRun } from '../../redshift/database/connections.ts';
import { catalogSchema } from '../../redshift/database/system-catalog.ts';
import { changeCatalog } from '../../redshift/statements/change-catalog.ts';
import type { EngineContext } from '../../redshift/statements/context.ts';
import type { AnyTrainingJob, FinishedModel } from '../training-job.ts';
import type { ModelOutcome } from './model-description.ts';
import { removeModelFile, removeOrphans, writeModelFile } from './model-files.ts';
import { readyOverloads, registerModel, registerOverloads } from './ready-functions.ts';
import { startTraining } from './training.ts';

/** A model that the catalog has as TRAINING. */
export interface StartedModel {
  readonly modelId: number;
  readonly name: string;
  readonly training: AnyTrainingJob;
  readonly maxRuntimeSeconds: number;
}

/** Trains the model and writes to the catalog how that ended. */
export function trainInBackground(context: EngineContext, started: StartedModel): void {
  const { modelId, name, maxRuntimeSeconds } = started;
  const training = startTraining(started.training, maxRuntimeSeconds, (done, total) =>
    context.reportProgress({ work: 'train', name, done, total }),
  );
  const ended = training.model
    .then((model) => keepModel(context, modelId, model))
    .catch((error: unknown) => keepFailure(context, modelId, error))
    .catch((error: unknown) => context.reportFault(error))
    .then(() => {
      context.trainings.delete(modelId);
    });
  context.trainings.set(modelId, { cancel: training.cancel, ended });
}

async function keepModel(context: EngineContext, modelId: number, finished: FinishedModel): Promise<void> {
  const run = uncancellableRun();
  const model = findModel(context, modelId);
  // DROP MODEL may have come first.
  if (!model) return;
  const { modelJson, ...outcome } = finished;
  writeModelFile(context.folder, modelId, modelJson);
  await context.connections.change(run, async ({ duckdb }) => {
    registerModel(context, duckdb, model);
    await registerOverloads(context, duckdb, [...readyOverloads(context, model), model]);
  });
  await changeCatalog({ run }, context, async (writer) => {
    await writer.update('models', { state: 'READY', outcome: JSON.stringify(outcome) }, { model_id: modelId });
    return 0;
  });
  if (!findModel(context, modelId)) removeModelFile(context.folder, modelId);
}

async function keepFailure(context: EngineContext, modelId: number, error: unknown): Promise<void> {
  const outcome: ModelOutcome = { failure: error instanceof Error ? error.message : String(error) };
  await changeCatalog({ run: uncancellableRun() }, context, async (writer) => {
    await writer.update('models', { state: 'FAILED', outcome: JSON.stringify(outcome) }, { model_id: modelId });
    return 0;
  });
}

function findModel(context: EngineContext, modelId: number): ModelEntry | undefined {
  return [...context.catalog().models.values()].find((model) => model.id === modelId);
}

/** A training that ended with the process that ran it can only be dropped and created again. */
export async function failInterruptedTrainings(connection: DuckDBConnection): Promise<void> {
  const outcome: ModelOutcome = { failure: 'The training was interrupted' };
  await connection.run(`UPDATE ${catalogSchema}.models SET state = 'FAILED', outcome = $1 WHERE state = 'TRAINING'`, [
    JSON.stringify(outcome),
  ]);
}

/** Gives the database the functions of the models that it was closed with. */
export async function reloadModels(context: EngineContext, connection: DuckDBConnection): Promise<void> {
  const models = [...context.catalog().models.values()];
  removeOrphans(context.folder, new Set(models.map((model) => model.id)));
  for (const model of models.filter(({ state }) => state === 'READY')) {
    try {
      registerModel(context, connection, model);
      await registerOverloads(context, connection, [...readyOverloads(context, model), model]);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : cause;
      throw new DamagedStateError(`Model ${model.name} in ${context.folder} is damaged (${reason})`, { cause });
    }
  }
}
