import type { DuckDBConnection } from '@duckdb/node-api';
import { nameKey } from '../../redshift/access/catalog.ts';
import { catalogSchema } from '../../redshift/database/system-catalog.ts';
import { SqlError, type StatementResult } from '../../redshift/engine.ts';
import { changeCatalog, keepOwner } from '../../redshift/statements/change-catalog.ts';
import type { Call, EngineContext } from '../../redshift/statements/context.ts';
import type { CreateModelStatement } from '../syntax/create-model-statement.ts';
import type { ModelDescription } from './model-description.ts';
import { requireNewFunction } from './model-functions.ts';

/** What the catalog is told of a new model. */
export interface NewModel {
  readonly description: ModelDescription;
  readonly state: 'TRAINING' | 'READY';
  /** Called before the catalog says anything, with the identifier of the model. */
  readonly prepare?: (connection: DuckDBConnection, modelId: number) => Promise<void>;
}

/**
 * Writes a new model to the catalog.
 *
 * @throws SqlError when the model exists, or another model's function takes the same types.
 */
export async function insertModel(
  call: Call,
  context: EngineContext,
  { model, function: name }: CreateModelStatement,
  { description, state, prepare }: NewModel,
): Promise<{ modelId: number; result: StatementResult }> {
  let modelId = 0;
  const result = await changeCatalog(call, context, async (writer) => {
    if (context.catalog().models.has(nameKey(model))) throw new SqlError(`ERROR: model "${model.name}" already exists`);
    requireNewFunction(context.catalog(), name, description.features);
    const reader = await writer.connection.duckdb.runAndReadAll(`SELECT nextval('${catalogSchema}.identifiers')`);
    modelId = Number(reader.getRows()[0]?.[0]);
    await prepare?.(writer.connection.duckdb, modelId);
    await writer.insert('models', {
      model_id: modelId,
      schema_name: model.schema,
      model_name: model.name,
      state,
      owner: call.user,
      created_at: new Date().toISOString().slice(0, 19).replace('T', ' '),
      description: JSON.stringify(description),
    });
    await keepOwner(writer, context.catalog(), { kind: 'model', ...model }, call.user);
    return 0;
  });
  return { modelId, result };
}
