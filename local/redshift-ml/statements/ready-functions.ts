import type { DuckDBConnection } from '@duckdb/node-api';
import type { ModelEntry } from '../../redshift/access/catalog.ts';
import type { EngineContext } from '../../redshift/statements/context.ts';
import { readDescription } from './model-description.ts';
import { readModelFile } from './model-files.ts';
import { duckdbFunctionName, overloadsOf } from './model-functions.ts';
import { compileFunctions } from './register-functions.ts';

/** A model as far as its functions are concerned. */
export type FunctionOwner = Pick<ModelEntry, 'id' | 'functionName' | 'description'>;

/** Gives the database the functions of a model whose file is written. */
export function registerModel(context: EngineContext, connection: DuckDBConnection, model: FunctionOwner): void {
  registerGroup(context, connection, [model]);
}

/**
 * Gives the database one function for all models that are called by the same name with as many arguments, as DuckDB
 * chooses among overloads of one name only.
 */
export async function registerOverloads(
  context: EngineContext,
  connection: DuckDBConnection,
  models: readonly FunctionOwner[],
): Promise<void> {
  if (models.length < 2) return;
  const name = duckdbFunctionName(models, 'label');
  const sql = 'SELECT 1 FROM duckdb_functions() WHERE function_name = $1 LIMIT 1';
  const known = await connection.runAndReadAll(sql, [name]);
  if (known.currentRowCount === 0) registerGroup(context, connection, models);
}

/** The models that are ready and share the function of `model` by name and number of arguments, without itself. */
export function readyOverloads(context: EngineContext, model: ModelEntry): readonly ModelEntry[] {
  const { features } = readDescription(model);
  return overloadsOf(context.catalog(), { schema: model.schema, name: model.functionName }, features.length).filter(
    ({ id, state }) => id !== model.id && state === 'READY',
  );
}

function registerGroup(context: EngineContext, connection: DuckDBConnection, models: readonly FunctionOwner[]): void {
  for (const { id, description } of models) {
    const ready = { modelJson: readModelFile(context.folder, id), description: JSON.parse(description) };
    const registerAs = compileFunctions(ready, context.connections.isCancelled);
    registerAs(connection, (kind) => duckdbFunctionName(models, kind));
  }
}
