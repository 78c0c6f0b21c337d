import { temporarySchema } from '../../redshift/database/duckdb-names.ts';
import { SqlError } from '../../redshift/engine.ts';
import { readNewName } from '../../redshift/syntax/reserved-words.ts';
import { defaultSchema, type QualifiedName, type TokenReader } from '../../redshift/syntax/token-reader.ts';
import { quoteName, type Token } from '../../redshift/syntax/tokens.ts';
import { AUTO_OBJECTIVES, type AutoObjective } from '../auto-objective.ts';
import { HyperparameterError } from '../learner/hyperparameters.ts';
import {
  readXgboostParameters,
  UnsupportedHyperparameterError,
  XGBOOST_OBJECTIVES,
  type XgboostObjective,
  type XgboostParameters,
} from '../xgboost-parameters.ts';
import type {
  AutoTraining,
  CreateModelStatement,
  ImportModelStatement,
  ModelSettings,
  XgboostTraining,
} from './create-model-statement.ts';
import { notSupported } from './not-supported.ts';
import { type Clauses, readClauses, type Source } from './read-clauses.ts';
import { readPreprocessors } from './read-preprocessors.ts';

const defaultMaxCells = 1_000_000;
const defaultMaxRuntimeSeconds = 5400;
/** Objectives of XGBoost that Redshift ML has and the learner has not. */
const otherXgboostObjectives = [
  'reg:squaredlogerror',
  'reg:pseudohubererror',
  'reg:tweedie',
  'rank:pairwise',
  'rank:ndcg',
];

/**
 * Parses CREATE MODEL, https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_MODEL.html.
 *
 * @param currentSchema where a model without a schema in its name goes.
 * @throws SqlError with the position where the statement breaks the grammar; for clauses that are missing or contradict
 * each other; and by its name for what the local engine cannot run.
 */
export function readCreateModel(reader: TokenReader, currentSchema: string): CreateModelStatement {
  reader.expect('create', 'model');
  const first = readNewName(reader);
  const model = reader.takeSymbol('.')
    ? { schema: first, name: readNewName(reader) }
    : { schema: currentSchema, name: first };
  const clauses = readClauses(reader);
  refuseWhatCannotRun(clauses);
  const source = required('FROM', clauses.from);
  return 'text' in source ? importStatement(model, source.text, clauses) : trainStatement(model, source, clauses);
}

function refuseWhatCannotRun({ sagemaker, modelType, from }: Clauses): void {
  if (sagemaker !== undefined) throw notSupported('SAGEMAKER (a remote endpoint)');
  if (from && 'text' in from && !from.text.startsWith('s3://')) throw notSupported('CREATE MODEL from a SageMaker job');
  if (modelType !== undefined && modelType !== 'xgboost') throw notSupported(`MODEL_TYPE ${modelType.toUpperCase()}`);
}

function trainStatement(
  model: QualifiedName,
  source: Exclude<Source, { text: string }>,
  clauses: Clauses,
): CreateModelStatement {
  const target = required('TARGET', clauses.target);
  const named = commonClauses(model, clauses);
  if (clauses.argumentTypes || clauses.returns) {
    throw new SqlError('ERROR: types of the FUNCTION are only allowed for a model that is made elsewhere');
  }
  return {
    kind: 'train',
    ...named,
    query: 'query' in source ? source.query : selectAll(source.table, source.place),
    table: 'table' in source ? source.table : undefined,
    target,
    training: clauses.auto === false ? xgboostTraining(clauses) : autoTraining(clauses),
  };
}

function importStatement(model: QualifiedName, url: string, clauses: Clauses): ImportModelStatement {
  const trainingClauses = ['target', 'auto', 'modelType', 'problemType', 'objective', 'preprocessors'] as const;
  const tooMuch = trainingClauses.find((clause) => clauses[clause] !== undefined);
  if (tooMuch !== undefined || clauses.hyperparameters) {
    const name = (tooMuch ?? 'hyperparameters').replaceAll(/[A-Z]/g, '_$&').toUpperCase();
    throw new SqlError(`ERROR: ${name} is not allowed for a model that is made elsewhere`);
  }
  const named = commonClauses(model, clauses);
  const argumentTypes = required('the types of the FUNCTION', clauses.argumentTypes);
  return { kind: 'import', ...named, url, argumentTypes, returnType: required('RETURNS', clauses.returns) };
}

function commonClauses(model: QualifiedName, clauses: Clauses) {
  const { schema = model.schema, name } = required('FUNCTION', clauses.function);
  if (schema !== model.schema) throw new SqlError('ERROR: the FUNCTION of a model must be in the schema of the model');
  const iamRole = required('IAM_ROLE', clauses.iamRole);
  return { model, function: { schema, name }, iamRole, settings: modelSettings(clauses) };
}

function modelSettings(clauses: Clauses): ModelSettings {
  const settings = required('SETTINGS', clauses.settings);
  const { horizon, frequency, percentiles, max_batch_rows } = settings;
  const tooMuch = Object.entries({ horizon, frequency, percentiles, max_batch_rows }).find(
    ([, value]) => value !== undefined,
  );
  if (tooMuch) throw new SqlError(`ERROR: the setting ${tooMuch[0].toUpperCase()} does not fit this model`);
  return {
    bucket: required('the setting S3_BUCKET', settings.s3_bucket),
    kmsKeyId: settings.kms_key_id,
    maxCells: settings.max_cells ?? defaultMaxCells,
    maxRuntimeSeconds: settings.max_runtime ?? defaultMaxRuntimeSeconds,
  };
}

function autoTraining({ modelType, problemType, objective, preprocessors, hyperparameters }: Clauses): AutoTraining {
  if (hyperparameters) throw new SqlError('ERROR: HYPERPARAMETERS is only allowed with AUTO OFF');
  return {
    auto: true,
    modelType: modelType === 'xgboost' ? 'xgboost' : 'auto',
    problemType,
    objective: objective === undefined ? undefined : autoObjective(objective),
    preprocessors: preprocessors === undefined ? [] : readPreprocessors(preprocessors),
  };
}

function autoObjective(asked: string): AutoObjective {
  const plain = (name: string) => name.toLowerCase().replaceAll('_', '');
  const objective = AUTO_OBJECTIVES.find((known) => plain(known) === plain(asked));
  if (!objective) throw new SqlError(`ERROR: invalid OBJECTIVE '${asked}': use ${AUTO_OBJECTIVES.join(', ')}`);
  return objective;
}

function xgboostTraining(clauses: Clauses): XgboostTraining {
  required('MODEL_TYPE', clauses.modelType);
  if (clauses.problemType) throw new SqlError('ERROR: PROBLEM_TYPE is not allowed with AUTO OFF');
  const objective = xgboostObjective(required('OBJECTIVE', clauses.objective));
  const preprocessors = required('PREPROCESSORS', clauses.preprocessors);
  if (preprocessors.toLowerCase() !== 'none') throw new SqlError("ERROR: PREPROCESSORS must be 'none' with AUTO OFF");
  const given = required('HYPERPARAMETERS', clauses.hyperparameters);
  return { auto: false, modelType: 'xgboost', objective, parameters: xgboostParameters(objective, given) };
}

function xgboostObjective(asked: string): XgboostObjective {
  const objective = XGBOOST_OBJECTIVES.find((known) => known === asked.toLowerCase());
  if (objective) return objective;
  if (otherXgboostObjectives.includes(asked.toLowerCase())) throw notSupported(`OBJECTIVE '${asked}'`);
  const known = [...XGBOOST_OBJECTIVES, ...otherXgboostObjectives];
  throw new SqlError(`ERROR: invalid OBJECTIVE '${asked}' for AUTO OFF: use ${known.join(', ')}`);
}

function xgboostParameters(objective: XgboostObjective, given: ReadonlyMap<string, string>): XgboostParameters {
  try {
    return readXgboostParameters(objective, given);
  } catch (error) {
    if (error instanceof UnsupportedHyperparameterError) throw notSupported(error.message);
    if (error instanceof HyperparameterError) throw new SqlError(`ERROR: ${error.message}`, { cause: error });
    throw error;
  }
}

function required<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw new SqlError(`ERROR: CREATE MODEL lacks ${name}`);
  return value;
}

function selectAll({ schema, name }: QualifiedName, place: Token): readonly Token[] {
  const word = (text: string): Token => ({ ...place, kind: 'word', text, value: text, spaced: true });
  const symbol = (text: string): Token => ({ ...word(text), kind: 'symbol' });
  const quoted = (value: string): Token => ({ ...word(quoteName(value)), kind: 'quoted', value });
  const all = [word('select'), symbol('*'), word('from')];
  // A session's own tables are known by their names alone.
  if (schema === temporarySchema) return [...all, quoted(name)];
  return [...all, schema === defaultSchema ? word(schema) : quoted(schema), symbol('.'), quoted(name)];
}
