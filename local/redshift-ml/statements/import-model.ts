import { readFileSync } from 'node:fs';
import { findObjects } from '../../redshift/copy/bucket-objects.ts';
import { SqlError, type StatementResult } from '../../redshift/engine.ts';
import type { BucketRights } from '../../redshift/namespace/bucket-rights.ts';
import type { Call, EngineContext } from '../../redshift/statements/context.ts';
import { columnKind, type SqlType } from '../dataset/sql-type.ts';
import { HyperparameterError } from '../learner/hyperparameters.ts';
import { compileModel } from '../model/compile-model.ts';
import { readModelArtifact } from '../model/model-artifact.ts';
import { UnsupportedModelError } from '../model/xgboost-json.ts';
import type { ImportModelStatement } from '../syntax/create-model-statement.ts';
import { insertModel } from './insert-model.ts';
import type { ModelDescription } from './model-description.ts';
import { writeModelFile } from './model-files.ts';
import { overloadsOf } from './model-functions.ts';
import { registerModel, registerOverloads } from './ready-functions.ts';

const urlPattern = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.+)$/;

/** No number can be cast to these. */
const momentTypes: readonly SqlType[] = ['date', 'time', 'timetz', 'timestamp', 'timestamptz'];

/**
 * CREATE MODEL from an XGBoost model in a bucket: JSON or UBJSON, plain or in model.tar.gz. The model is ready when the
 * statement returns; the real service compiles it first.
 */
export async function importModel(
  call: Call,
  context: EngineContext,
  statement: ImportModelStatement,
  rights: BucketRights,
): Promise<StatementResult> {
  const modelJson = readArtifact(context, statement, rights);
  const description = describeImport(statement, modelJson);
  const { result } = await insertModel(call, context, statement, {
    description,
    state: 'READY',
    prepare: async (connection, id) => {
      writeModelFile(context.folder, id, modelJson);
      const { name } = statement.function;
      const model = { id, functionName: name, description: JSON.stringify(description) };
      registerModel(context, connection, model);
      const others = overloadsOf(context.catalog(), statement.function, description.features.length);
      await registerOverloads(context, connection, [...others.filter(({ state }) => state === 'READY'), model]);
    },
  });
  return result;
}

function readArtifact({ bucketsFolder }: EngineContext, { url }: ImportModelStatement, rights: BucketRights): string {
  const [, bucket, key] = urlPattern.exec(url) ?? [];
  if (bucket === undefined || key === undefined) throw new SqlError(`ERROR: invalid S3 path '${url}'`);
  rights.require('s3:ListBucket', { bucket, key });
  rights.require('s3:GetObject', { bucket, key });
  const object = findObjects(bucketsFolder, { bucket, key }).find((found) => found.url === url);
  if (!object) throw new SqlError(`ERROR: The specified S3 object '${url}' does not exist`);
  return naming(url, () => readModelArtifact(readFileSync(object.path)));
}

function describeImport(statement: ImportModelStatement, modelJson: string): ModelDescription {
  const { argumentTypes, returnType, iamRole, settings, url } = statement;
  const { inputs, inputKinds } = naming(url, () => compileModel(modelJson));
  if (inputs.length !== argumentTypes.length) {
    throw new SqlError(
      `ERROR: the model in ${url} takes ${inputs.length} arguments; FUNCTION has ${argumentTypes.length} types`,
    );
  }
  const wrong = argumentTypes.findIndex((type, index) => columnKind(type) !== inputKinds[index]);
  if (wrong >= 0) {
    throw new SqlError(
      `ERROR: argument ${wrong + 1} of the model in ${url} is ${inputKinds[wrong]}, not ${argumentTypes[wrong]}`,
    );
  }
  if (momentTypes.includes(returnType)) {
    throw new SqlError(`ERROR: RETURNS ${returnType}: the model in ${url} answers numbers`);
  }
  return {
    kind: 'import',
    function: statement.function.name,
    features: argumentTypes.map((type, index) => ({ name: inputs[index] ?? `f${index}`, type })),
    returnType,
    iamRole,
    bucket: settings.bucket,
    kmsKeyId: settings.kmsKeyId,
    maxRuntimeSeconds: settings.maxRuntimeSeconds,
    training: undefined,
  };
}

/** A file that cannot be used is the statement's fault. */
function naming<T>(url: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnsupportedModelError || error instanceof HyperparameterError)) throw error;
    throw new SqlError(`ERROR: ${url}: ${error.message}`, { cause: error });
  }
}
