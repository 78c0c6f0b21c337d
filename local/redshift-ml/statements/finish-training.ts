import type { DuckDBConnection } from '@duckdb/node-api';
import { DamagedStateError } from '../../damaged-state.ts';
import { uncancellableRun } from '../../redshift/database/connections.ts';
import { catalogSchema } from '../../redshift/database/system-catalog.ts';
import { changeCatalog } from '../../redshift/statements/change-catalog.ts';
import type { EngineContext } from '../../redshift/statements/context.ts';
import type { TrainedModel } from '../train-model.ts';
import type { CreateModelStatement } from './create-model-syntax.ts';
import { type ModelOutcome, readDescription } from './model-description.ts';
import { readModelFile, removeModelFile, removeOrphans, writeModelFile } from './model-files.ts';
import { registerFunctions } from './register-functions.ts';
import { startTraining } from './training.ts';
import { type TrainingData, trainingSeed } from './training-data.ts';

/** A model that the catalog has as TRAINING. */
export interface StartedModel {
  readonly modelId: number;
  readonly name: string;
  readonly statement: CreateModelStatement;
  readonly data: TrainingData;
}

/** Trains the model and writes to the catalog how that ended. */
export function trainInBackground(context: EngineContext, started: StartedModel): void {
  const { modelId, name, statement, data } = started;
  const { problemType, objective, settings } = statement;
  const job = {
    columns: data.columns,
    target: data.target,
    seed: trainingSeed,
    ...(problemType && { problemType }),
    ...(objective && { objective }),
  };
  const training = startTraining(job, settings.maxRuntimeSeconds, (done, total) =>
    context.reportProgress({ work: 'train', name, done, total }),
  );
  const ended = training.model
    .then((model) => keepModel(context, started, model))
    .catch((error: unknown) => keepFailure(context, modelId, error))
    .catch((error: unknown) => context.reportFault(error))
    .then(() => {
      context.trainings.delete(modelId);
    });
  context.trainings.set(modelId, { cancel: training.cancel, ended });
}

async function keepModel(
  context: EngineContext,
  { modelId, data }: StartedModel,
  trained: TrainedModel,
): Promise<void> {
  const run = uncancellableRun();
  // DROP MODEL may have come first.
  if (!hasModel(context, modelId)) return;
  writeModelFile(context.folder, modelId, trained.modelJson);
  const ready = { id: modelId, modelJson: trained.modelJson, features: data.features, targetType: data.targetType };
  await context.connections.change(run, async ({ duckdb }) =>
    registerFunctions(duckdb, ready, context.connections.isCancelled),
  );
  await changeCatalog({ run }, context, async (writer) => {
    const { problemType, objective, objectiveValue, loss, treeCount } = trained;
    const outcome: ModelOutcome = { problemType, objective, objectiveValue, loss, treeCount };
    await writer.update('models', { state: 'READY', outcome: JSON.stringify(outcome) }, { model_id: modelId });
    return 0;
  });
  if (!hasModel(context, modelId)) removeModelFile(context.folder, modelId);
}

async function keepFailure(context: EngineContext, modelId: number, error: unknown): Promise<void> {
  const outcome: ModelOutcome = { failure: error instanceof Error ? error.message : String(error) };
  await changeCatalog({ run: uncancellableRun() }, context, async (writer) => {
    await writer.update('models', { state: 'FAILED', outcome: JSON.stringify(outcome) }, { model_id: modelId });
    return 0;
  });
}

function hasModel(context: EngineContext, modelId: number): boolean {
  return [...context.catalog().models.values()].some((model) => model.id === modelId);
}

/** A training that ended with the process that ran it can only be dropped and created again. */
export async function failInterruptedTrainings(connection: DuckDBConnection): Promise<void> {
  const outcome: ModelOutcome = { failure: 'The training was interrupted' };
  await connection.run(`UPDATE ${catalogSchema}.models SET state = 'FAILED', outcome = $1 WHERE state = 'TRAINING'`, [
    JSON.stringify(outcome),
  ]);
}

/** Gives the database the functions of the models that it was closed with. */
export function reloadModels(context: EngineContext, connection: DuckDBConnection): void {
  const models = [...context.catalog().models.values()];
  removeOrphans(context.folder, new Set(models.map((model) => model.id)));
  for (const model of models.filter(({ state }) => state === 'READY')) {
    const { features, targetType } = readDescription(model);
    try {
      const modelJson = readModelFile(context.folder, model.id);
      registerFunctions(connection, { id: model.id, modelJson, features, targetType }, context.connections.isCancelled);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : cause;
      throw new DamagedStateError(`Model ${model.name} in ${context.folder} is damaged (${reason})`, { cause });
    }
  }
}
