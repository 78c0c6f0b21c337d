import type { DuckDBMaterializedResult, DuckDBValue } from '@duckdb/node-api';
import { SqlError } from '../../redshift/engine.ts';
import { type Column, type RawValue, toColumn } from '../dataset/column.ts';
import { columnKind, isNumber, type SqlColumn, type SqlType } from '../dataset/sql-type.ts';
import { seededRandom } from '../learner/random.ts';
import type { TrainModelStatement } from '../syntax/create-model-statement.ts';
import { sqlTypeOfColumn, toRawValue } from './duckdb-types.ts';

/** The data of a CREATE MODEL, read and checked. */
export interface TrainingData {
  readonly columns: readonly Column[];
  readonly target: readonly RawValue[];
  readonly features: readonly SqlColumn[];
  readonly targetType: SqlType;
}

// Limits of https://docs.aws.amazon.com/redshift/latest/dg/r_create_model_usage_notes.html.
const minimumRows = 500;
const maximumFeatures = 256;
const notForTargets: readonly SqlType[] = ['numeric', 'date', 'time', 'timetz', 'timestamp', 'timestamptz'];

/** The same data give the same sample and the same model. */
export const trainingSeed = 1;

/**
 * Reads the training data from the statement's query; rows without a target are left out.
 *
 * @throws SqlError when they cannot train a model.
 */
export async function readTrainingData(
  result: DuckDBMaterializedResult,
  statement: TrainModelStatement,
): Promise<TrainingData> {
  const table = result.columnNames().map((name, index) => ({
    name: name.toLowerCase(),
    type: sqlTypeOfColumn(result.columnLogicalType(index)),
  }));
  const columns = requireTypes(statement, table);
  const targetIndex = columns.findIndex(({ name }) => name === statement.target);
  const values = await result.getColumns();
  const rows = chooseRows(values[targetIndex] ?? [], statement.settings.maxCells / columns.length);
  const raw = (index: number) => rows.map((row) => toRawValue(values[index]?.[row] ?? null));
  const target = raw(targetIndex);
  requireTrainable(statement, target);
  const features = columns.flatMap((column, index) => (index === targetIndex ? [] : [{ ...column, index }]));
  return {
    columns: features.map(({ name, type, index }) => toColumn(name, raw(index), columnKind(type))),
    target,
    features: features.map(({ name, type }) => ({ name, type })),
    targetType: columns[targetIndex]?.type ?? 'varchar',
  };
}

function requireTypes(
  { target, training }: TrainModelStatement,
  table: ReadonlyArray<{ readonly name: string; readonly type: SqlType | undefined }>,
): SqlColumn[] {
  if (!table.some(({ name }) => name === target)) {
    throw new SqlError(`ERROR: TARGET column "${target}" is not in the training data`);
  }
  if (table.length < 2) throw new SqlError('ERROR: CREATE MODEL needs a column besides the TARGET column');
  if (table.length > maximumFeatures + 1) {
    throw new SqlError(
      `ERROR: CREATE MODEL takes at most ${maximumFeatures} feature columns; there are ${table.length - 1}`,
    );
  }
  return table.map(({ name, type }) => {
    if (type === undefined || type === 'super') {
      throw new SqlError(`ERROR: column "${name}" has a type that a model cannot be trained on`);
    }
    if (!training.auto && !isNumber(type) && type !== 'bool') {
      throw new SqlError(`ERROR: column "${name}" is of type ${type}; AUTO OFF takes numbers and BOOLEAN only`);
    }
    if (name === target && notForTargets.includes(type)) {
      throw new SqlError(`ERROR: TARGET column "${name}" must not be of type ${type}`);
    }
    return { name, type };
  });
}

/** The rows that have a target, or as many of them by chance as the setting MAX_CELLS allows. */
function chooseRows(target: readonly DuckDBValue[], limit: number): number[] {
  const rows = target.flatMap((value, row) => (value === null ? [] : [row]));
  const random = seededRandom(trainingSeed);
  let wanted = Math.min(rows.length, Math.floor(limit));
  return rows.filter((_, index) => {
    const isChosen = random() * (rows.length - index) < wanted;
    if (isChosen) wanted -= 1;
    return isChosen;
  });
}

function requireTrainable({ target: name, training }: TrainModelStatement, target: readonly RawValue[]): void {
  if (target.length < minimumRows) {
    throw new SqlError(
      `ERROR: CREATE MODEL needs at least ${minimumRows} rows with a value in "${name}"; the query gives ${target.length}`,
    );
  }
  if (!training.auto) return;
  const labels = new Set(target);
  if (labels.size < 2) {
    throw new SqlError(`ERROR: CREATE MODEL needs two different values in "${name}"; all are ${target[0]}`);
  }
  if (training.problemType === 'BINARY_CLASSIFICATION' && labels.size > 2) {
    throw new SqlError(`ERROR: BINARY_CLASSIFICATION needs two values in "${name}"; there are ${labels.size}`);
  }
}
