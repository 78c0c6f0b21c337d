import type { ModelEntry } from '../../redshift/access/catalog.ts';
import {
  type ModelDescription,
  type ModelOutcome,
  readDescription,
  readOutcome,
  type TrainingDescription,
} from './model-description.ts';
import { probabilitySuffixes } from './model-functions.ts';

type Row = readonly [key: string, value: string];

const separator: Row = ['', ''];

/**
 * The rows of SHOW MODEL. Who may only execute the model sees neither cost nor role, bucket and key.
 *
 * A training costs nothing here, and so its Estimated Cost says.
 */
export function modelRows(model: ModelEntry, isModelOwner: boolean): Row[] {
  const description = readDescription(model);
  const outcome = readOutcome(model);
  const { training } = description;
  return [
    ['Model Name', model.name],
    ['Schema Name', model.schema],
    ['Owner', model.owner],
    ['Creation Time', creationTime(model.createdAt)],
    ['Model State', model.state],
    ...outcomeRows(outcome, isModelOwner),
    separator,
    ...(training ? trainingDataRows(training) : []),
    ['PARAMETERS:', ''],
    ...(training ? trainingRows(training, outcome) : []),
    ...functionRows(description, outcome),
    ...placeRows(description, isModelOwner),
    ...hyperparameterRows(training?.hyperparameters),
  ];
}

function outcomeRows(outcome: ModelOutcome | undefined, isModelOwner: boolean): readonly Row[] {
  if (!outcome) return [];
  if (outcome.failure !== undefined) return [['Failure Reason', outcome.failure]];
  const { metrics } = outcome;
  return isModelOwner ? [...metrics, ['Estimated Cost', (0).toFixed(6)]] : metrics;
}

/** AUTO ON names a table where AUTO OFF shows a query of it. */
function trainingDataRows({ auto, table, query, target }: TrainingDescription): Row[] {
  const queryRows = query.map((clause, index): Row => [index === 0 ? 'Query' : '', clause]);
  const dataRows: Row[] = auto && table !== undefined ? [['Table', table]] : queryRows;
  return [['TRAINING DATA:', ''], ...dataRows, ['Target Column', target.toUpperCase()], separator];
}

/** AUTO ON tells the algorithm once it has found one. */
function trainingRows(training: TrainingDescription, outcome: ModelOutcome | undefined): Row[] {
  const found = outcome?.failure === undefined ? outcome : undefined;
  if (!training.auto) {
    return [
      ['Model Type', training.modelType],
      ['Training Job Name', training.jobName],
    ];
  }
  return [
    ['Model Type', found ? 'xgboost' : training.modelType],
    ['Problem Type', camelCase(found?.problemType ?? training.problemType ?? '')],
    ['Objective', found?.objective ?? training.objective ?? ''],
    ['AutoML Job Name', training.jobName],
  ];
}

function functionRows(description: ModelDescription, outcome: ModelOutcome | undefined): Row[] {
  const { kind, function: name, features, training } = description;
  const types: Row = ['Function Parameter Types', features.map(({ type }) => type).join(' ')];
  if (kind === 'import') return [['Function Name', name], ['Inference Type', 'Local'], types];
  const givesProbabilities =
    training?.auto && outcome?.failure === undefined && outcome && outcome.problemType !== 'REGRESSION';
  return [
    ['Function Name', name],
    ...(givesProbabilities ? ([['', `${name}${probabilitySuffixes[0]}`]] as const) : []),
    ['Function Parameters', features.map((feature) => feature.name).join(' ')],
    types,
  ];
}

function placeRows(
  { iamRole, bucket, kmsKeyId, maxRuntimeSeconds, training }: ModelDescription,
  isModelOwner: boolean,
): Row[] {
  const owned: Row[] = [
    ['IAM Role', iamRole === 'default' ? 'default-aws-iam-role' : iamRole],
    ['S3 Bucket', bucket],
    ...(kmsKeyId === undefined ? [] : ([['KMS Key', kmsKeyId]] as const)),
  ];
  const maxRuntime: Row[] = training ? [['Max Runtime', String(maxRuntimeSeconds)]] : [];
  return [...(isModelOwner ? owned : []), ...maxRuntime];
}

function hyperparameterRows(hyperparameters: Readonly<Record<string, string>> | undefined): Row[] {
  if (!hyperparameters) return [];
  const rows = Object.entries(hyperparameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return [separator, ['HYPERPARAMETERS:', ''], ...rows];
}

/** As in `Tue, 14.06.2022 17:15:52`. */
function creationTime(createdAt: string): string {
  const [date = '', time = ''] = createdAt.split(' ');
  const weekday = new Date(`${date}T00:00:00Z`).toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' });
  return `${weekday}, ${date.split('-').reverse().join('.')} ${time}`;
}

function camelCase(problemType: string): string {
  return problemType.replaceAll(/([A-Z])([A-Z]*)_?/g, (_, first: string, rest: string) => first + rest.toLowerCase());
}
