/**
 * Stands for Redshift ML's CREATE MODEL ... AUTO ON: reads the training data, then trains in a thread of its own while
 * the statement has long returned. Leaves out AUTO OFF, models made elsewhere (BYOM), clusters and forecasts.
 */
import { type Catalog, nameKey } from '../../redshift/access/catalog.ts';
import { hasPermission, requireSchemaCreate } from '../../redshift/access/privileges.ts';
import { catalogSchema } from '../../redshift/database/system-catalog.ts';
import { SqlError } from '../../redshift/engine.ts';
import { changeCatalog, keepOwner } from '../../redshift/statements/change-catalog.ts';
import type { Call, EngineContext, StatementHandler } from '../../redshift/statements/context.ts';
import { planQuery } from '../../redshift/statements/plan-query.ts';
import { runPlan } from '../../redshift/statements/run-plan.ts';
import { printTokens } from '../../redshift/syntax/print-tokens.ts';
import { type CreateModelStatement, readCreateModel } from './create-model-syntax.ts';
import { trainInBackground } from './finish-training.ts';
import type { ModelDescription } from './model-description.ts';
import { readTrainingData, type TrainingData } from './training-data.ts';

/** CREATE MODEL: returns when the training data are read; the model's state tells how the training goes. */
export const createModel: StatementHandler = async (call, context) => {
  const statement = readCreateModel(call.reader);
  requireNewModel(context.catalog(), call.user, statement);
  const data = await readData(call, context, statement);
  let modelId = 0;
  const result = await changeCatalog(call, context, async (writer) => {
    requireNewModel(context.catalog(), call.user, statement);
    const reader = await writer.connection.duckdb.runAndReadAll(`SELECT nextval('${catalogSchema}.identifiers')`);
    modelId = Number(reader.getRows()[0]?.[0]);
    await writer.insert('models', {
      model_id: modelId,
      schema_name: statement.model.schema,
      model_name: statement.model.name,
      state: 'TRAINING',
      owner: call.user,
      created_at: new Date().toISOString().slice(0, 19).replace('T', ' '),
      description: JSON.stringify(describe(statement, data)),
    });
    await keepOwner(writer, context.catalog(), { kind: 'model', ...statement.model }, call.user);
    return 0;
  });
  trainInBackground(context, { modelId, name: statement.model.name, statement, data });
  return result;
};

function requireNewModel(catalog: Catalog, user: string, statement: CreateModelStatement): void {
  if (!hasPermission(catalog, user, 'create model')) throw new SqlError('ERROR: permission denied to create models');
  requireSchemaCreate(catalog, user, statement.model.schema);
  if (statement.function.schema !== statement.model.schema) {
    throw new SqlError('ERROR: the FUNCTION of a model must be in the schema of the model');
  }
  if (catalog.models.has(nameKey(statement.model))) {
    throw new SqlError(`ERROR: model "${statement.model.name}" already exists`);
  }
  const isTaken = [...catalog.models.values()].some(
    (model) => model.schema === statement.function.schema && model.functionName === statement.function.name,
  );
  if (isTaken) throw new SqlError(`ERROR: function "${statement.function.name}" already exists`);
}

function readData(call: Call, context: EngineContext, statement: CreateModelStatement): Promise<TrainingData> {
  return context.connections.read(call.run, async (connection) => {
    const plan = await planQuery(call, context, connection.duckdb, () => ({
      tokens: statement.query,
      toSelect: (translated) => translated,
    }));
    return readTrainingData(await runPlan(plan, call, connection), statement);
  });
}

function describe(statement: CreateModelStatement, data: TrainingData): ModelDescription {
  return {
    function: statement.function.name,
    query: printTokens(statement.query).text,
    target: statement.target,
    targetType: data.targetType,
    features: data.features,
    problemType: statement.problemType,
    objective: statement.objective,
    iamRole: statement.iamRole,
    bucket: statement.settings.bucket,
    maxRuntimeSeconds: statement.settings.maxRuntimeSeconds,
  };
}
