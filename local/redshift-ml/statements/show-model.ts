import { type ModelEntry, nameKey } from '../../redshift/access/catalog.ts';
import { hasPrivilege, isOwner, requireSchemaUsage } from '../../redshift/access/privileges.ts';
import { SqlError } from '../../redshift/engine.ts';
import { textRows } from '../../redshift/results/read-result.ts';
import type { StatementHandler } from '../../redshift/statements/context.ts';
import { type ModelDescription, type ModelOutcome, readDescription, readOutcome } from './model-description.ts';
import type { ModelColumnType } from './training-data.ts';

type Row = readonly [key: string, value: string];

/** SHOW MODEL m, in the keys and order of the real one; SHOW MODEL ALL. */
export const showModel: StatementHandler = async (call, context) => {
  call.reader.expect('show', 'model');
  const catalog = context.catalog();
  if (call.reader.take('all')) {
    const own = [...catalog.models.values()].filter((model) =>
      isOwner(catalog, call.user, { kind: 'model', ...model }),
    );
    return textRows(
      ['Schema Name', 'Model Name'],
      own.map((model) => [model.schema, model.name]),
    );
  }
  const name = call.reader.qualifiedName();
  if (!call.reader.atEnd()) call.reader.fail();
  requireSchemaUsage(catalog, call.user, name.schema);
  const model = catalog.models.get(nameKey(name));
  if (!model) throw new SqlError(`ERROR: model "${name.name}" does not exist`);
  const object = { kind: 'model', ...name } as const;
  if (!hasPrivilege(catalog, call.user, object, 'execute')) {
    throw new SqlError(`ERROR: permission denied for model ${name.name}`);
  }
  return textRows(['Key', 'Value'], modelRows(model, isOwner(catalog, call.user, object)));
};

const separator: Row = ['', ''];

/** Who may only execute the model sees neither role nor bucket. */
function modelRows(model: ModelEntry, isModelOwner: boolean): Row[] {
  const description = readDescription(model);
  const outcome = readOutcome(model);
  return [
    ['Model Name', model.name],
    ['Schema Name', model.schema],
    ['Owner', model.owner],
    ['Creation Time', creationTime(model.createdAt)],
    ['Model State', model.state],
    ...outcomeRows(outcome),
    separator,
    ['TRAINING DATA:', ''],
    ['Query', description.query.toUpperCase()],
    ['Target Column', description.target.toUpperCase()],
    separator,
    ['PARAMETERS:', ''],
    ['Model Type', 'auto'],
    ['Problem Type', outcome && !('failure' in outcome) ? camelCase(outcome.problemType) : ''],
    ['Objective', description.objective ?? (outcome && !('failure' in outcome) ? outcome.objective : '')],
    ...parameterRows(description),
    ...(isModelOwner ? ownerRows(description) : []),
  ];
}

function outcomeRows(outcome: ModelOutcome | undefined): Row[] {
  if (!outcome) return [];
  if (outcome.failure !== undefined) return [['Failure Reason', outcome.failure]];
  const metric = outcome.objective === 'F1' ? 'f1_binary' : outcome.objective.toLowerCase();
  return [
    [`validation:${metric}`, outcome.objectiveValue.toFixed(6)],
    ['Estimated Cost', (0).toFixed(6)],
  ];
}

const shownTypes: Readonly<Record<ModelColumnType, string>> = {
  number: 'float8',
  boolean: 'bool',
  text: 'varchar',
  date: 'date',
  timestamp: 'timestamp',
};

function parameterRows(description: ModelDescription): Row[] {
  return [
    ['Function Name', description.function],
    ['Function Parameters', description.features.map(({ name }) => name).join(' ')],
    ['Function Parameter Types', description.features.map(({ type }) => shownTypes[type]).join(' ')],
  ];
}

function ownerRows(description: ModelDescription): Row[] {
  return [
    ['IAM Role', description.iamRole === 'default' ? 'default-aws-iam-role' : description.iamRole],
    ['S3 Bucket', description.bucket],
    ['Max Runtime', String(description.maxRuntimeSeconds)],
  ];
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
