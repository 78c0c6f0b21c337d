/**
 * Stands for Redshift ML's CREATE MODEL: trains trees on a query's rows in a thread of its own while the statement has
 * long returned, or takes a model from a bucket. Leaves out endpoints, jobs of SageMaker, other algorithms and forecasts.
 */
import { type Catalog, nameKey } from '../../redshift/access/catalog.ts';
import { hasPermission, requireSchemaCreate } from '../../redshift/access/privileges.ts';
import { SqlError, type StatementResult } from '../../redshift/engine.ts';
import type { BucketRights } from '../../redshift/namespace/bucket-rights.ts';
import type { Call, EngineContext, StatementHandler } from '../../redshift/statements/context.ts';
import { planQuery } from '../../redshift/statements/plan-query.ts';
import { streamPlan } from '../../redshift/statements/run-plan.ts';
import { defaultSchema, type QualifiedName } from '../../redshift/syntax/token-reader.ts';
import type { CreateModelStatement, TrainModelStatement, XgboostTraining } from '../syntax/create-model-statement.ts';
import { readCreateModel } from '../syntax/read-create-model.ts';
import type { AnyTrainingJob } from '../training-job.ts';
import { trainInBackground } from './finish-training.ts';
import { importModel } from './import-model.ts';
import { insertModel } from './insert-model.ts';
import type { ModelDescription } from './model-description.ts';
import { queryRows } from './query-rows.ts';
import { readTrainingData, type TrainingData, trainingSeed } from './training-data.ts';

/** CREATE MODEL: returns when the training data are read; the model's state tells how the training goes. */
export const createModel: StatementHandler = async (call, context) => {
  const statement = readCreateModel(call.reader, call.path[0] ?? defaultSchema);
  requireNewModel(context.catalog(), call.user, statement);
  const rights = context.bucketRights(statement.iamRole);
  requireExchange(statement.settings.bucket, rights);
  return statement.kind === 'train' ? train(call, context, statement) : importModel(call, context, statement, rights);
};

function requireNewModel(catalog: Catalog, user: string, { model }: CreateModelStatement): void {
  if (!hasPermission(catalog, user, 'create model')) throw new SqlError('ERROR: permission denied to create models');
  requireSchemaCreate(catalog, user, model.schema);
  if (catalog.models.has(nameKey(model))) throw new SqlError(`ERROR: model "${model.name}" already exists`);
}

/**
 * Training data and models go through the bucket, under keys that Redshift names as it goes,
 * https://docs.aws.amazon.com/redshift/latest/dg/cluster-setup.html.
 */
function requireExchange(bucket: string, rights: BucketRights): void {
  const url = { bucket, key: `${jobName(true)}/train` };
  rights.require('s3:PutObject', url);
  rights.require('s3:GetObject', url);
}

async function train(call: Call, context: EngineContext, statement: TrainModelStatement): Promise<StatementResult> {
  const data = await readData(call, context, statement);
  const description = describeTraining(statement, data);
  const { modelId, result } = await insertModel(call, context, statement, { state: 'TRAINING', description });
  trainInBackground(context.outside ?? context, {
    modelId,
    name: statement.model.name,
    training: trainingJob(statement, data),
    maxRuntimeSeconds: statement.settings.maxRuntimeSeconds,
  });
  return result;
}

function readData(call: Call, context: EngineContext, statement: TrainModelStatement): Promise<TrainingData> {
  return context.connections.read(call.run, async (connection) => {
    const plan = await planQuery(call, context, connection.duckdb, () => ({
      tokens: statement.query,
    }));
    return streamPlan(plan, call, connection, (result) => readTrainingData(result, statement));
  });
}

function trainingJob({ training }: TrainModelStatement, { columns, target }: TrainingData): AnyTrainingJob {
  if (!training.auto) {
    return {
      kind: 'xgboost',
      job: { columns, target, objective: training.objective, parameters: training.parameters },
    };
  }
  const { problemType, objective, preprocessors } = training;
  const job = { columns, target, preprocessors, seed: trainingSeed };
  return { kind: 'auto', job: { ...job, ...(problemType && { problemType }), ...(objective && { objective }) } };
}

function describeTraining(statement: TrainModelStatement, data: TrainingData): ModelDescription {
  const { training, settings } = statement;
  return {
    kind: 'train',
    function: statement.function.name,
    features: data.features,
    returnType: data.targetType,
    iamRole: statement.iamRole,
    bucket: settings.bucket,
    kmsKeyId: settings.kmsKeyId,
    maxRuntimeSeconds: settings.maxRuntimeSeconds,
    training: {
      query: queryRows(statement),
      table: statement.table && shownName(statement.table),
      target: statement.target,
      auto: training.auto,
      modelType: training.modelType,
      problemType: training.auto ? training.problemType : undefined,
      objective: training.objective,
      jobName: jobName(training.auto),
      hyperparameters: training.auto ? undefined : shownHyperparameters(training),
    },
  };
}

function shownName({ schema, name }: QualifiedName): string {
  return schema === defaultSchema ? name : `${schema}.${name}`;
}

/** As in `redshiftml-20220621190735686935-xgboost`. */
function jobName(auto: boolean): string {
  const moment = new Date().toISOString().replaceAll(/\D/g, '');
  return `redshiftml-${moment}000${auto ? '' : '-xgboost'}`;
}

function shownHyperparameters({ objective, parameters }: XgboostTraining): Record<string, string> {
  return { num_round: String(parameters.hyperparameters.num_round), ...parameters.given, objective };
}
