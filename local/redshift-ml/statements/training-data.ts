import { type DuckDBMaterializedResult, type DuckDBType, DuckDBTypeId, type DuckDBValue } from '@duckdb/node-api';
import { SqlError } from '../../redshift/engine.ts';
import { type Column, type ColumnKind, type RawValue, toColumn } from '../dataset/column.ts';
import { seededRandom } from '../learner/random.ts';
import type { CreateModelStatement } from './create-model-syntax.ts';

/** A column as the model's function takes it. */
export interface ModelColumn {
  readonly name: string;
  readonly type: ModelColumnType;
}

/** Numbers of all sizes are one to the learner; dates and times are texts that sort. */
export type ModelColumnType = 'number' | 'boolean' | 'text' | 'date' | 'timestamp';

/** The data of a CREATE MODEL, read and checked. */
export interface TrainingData {
  readonly columns: readonly Column[];
  readonly target: readonly RawValue[];
  readonly features: readonly ModelColumn[];
  readonly targetType: ModelColumnType;
}

/** Redshift ML's least, https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_MODEL.html. */
const minimumRows = 500;
/** The same data give the same sample and the same model. */
export const trainingSeed = 1;

const columnTypes: Partial<Record<DuckDBTypeId, ModelColumnType>> = {
  [DuckDBTypeId.BOOLEAN]: 'boolean',
  [DuckDBTypeId.SMALLINT]: 'number',
  [DuckDBTypeId.INTEGER]: 'number',
  [DuckDBTypeId.BIGINT]: 'number',
  [DuckDBTypeId.HUGEINT]: 'number',
  [DuckDBTypeId.DECIMAL]: 'number',
  [DuckDBTypeId.FLOAT]: 'number',
  [DuckDBTypeId.DOUBLE]: 'number',
  [DuckDBTypeId.VARCHAR]: 'text',
  [DuckDBTypeId.DATE]: 'date',
  [DuckDBTypeId.TIMESTAMP]: 'timestamp',
};

/**
 * Reads the training data from the statement's query; rows without a target are left out.
 *
 * @throws SqlError when they cannot train a model.
 */
export async function readTrainingData(
  result: DuckDBMaterializedResult,
  statement: CreateModelStatement,
): Promise<TrainingData> {
  const names = result.columnNames().map((name) => name.toLowerCase());
  const types = names.map((name, index) => modelColumnType(name, result.columnType(index)));
  const targetIndex = names.indexOf(statement.target);
  if (targetIndex < 0) throw new SqlError(`ERROR: TARGET column "${statement.target}" is not in the training data`);
  const values = await result.getColumns();
  const rows = chooseRows(values[targetIndex] ?? [], statement.settings.maxCells / names.length);
  const raw = (index: number) => rows.map((row) => toRawValue(values[index]?.[row] ?? null));
  const target = raw(targetIndex);
  requireTrainable(statement, target);
  const features = names.flatMap((name, index) => {
    const type = types[index];
    return index === targetIndex || type === undefined ? [] : [{ name, type, index }];
  });
  return {
    columns: features.map(({ name, type, index }) => toColumn(name, raw(index), columnKind(type))),
    target,
    features: features.map(({ name, type }) => ({ name, type })),
    targetType: types[targetIndex] ?? 'text',
  };
}

function modelColumnType(name: string, type: DuckDBType): ModelColumnType {
  const known = columnTypes[type.typeId];
  if (!known) throw new SqlError(`ERROR: column "${name}" has a type that a model cannot be trained on`);
  return known;
}

function columnKind(type: ModelColumnType): ColumnKind {
  return type === 'number' || type === 'boolean' ? 'numeric' : 'categorical';
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

function requireTrainable(statement: CreateModelStatement, target: readonly RawValue[]): void {
  if (target.length < minimumRows) {
    throw new SqlError(
      `ERROR: CREATE MODEL needs at least ${minimumRows} rows with a value in "${statement.target}"; the query gives ${target.length}`,
    );
  }
  const labels = new Set(target);
  if (labels.size < 2) {
    throw new SqlError(`ERROR: CREATE MODEL needs two different values in "${statement.target}"; all are ${target[0]}`);
  }
  if (statement.problemType === 'BINARY_CLASSIFICATION' && labels.size > 2) {
    throw new SqlError(
      `ERROR: BINARY_CLASSIFICATION needs two values in "${statement.target}"; there are ${labels.size}`,
    );
  }
}

/** A value of DuckDB as the learner takes it. */
export function toRawValue(value: DuckDBValue): RawValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  return typeof value === 'bigint' ? Number(value) : String(value);
}
