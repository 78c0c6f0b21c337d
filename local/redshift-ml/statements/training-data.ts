import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import { SqlError } from '../../redshift/engine.ts';
import type { Column, RawValue } from '../dataset/column.ts';
import { type ColumnCollector, collectColumn } from '../dataset/column-collector.ts';
import { columnKind, isNumber, type SqlColumn, type SqlType } from '../dataset/sql-type.ts';
import { seededRandom } from '../learner/random.ts';
import type { TrainModelStatement } from '../syntax/create-model-statement.ts';
import { readChunkColumn, readChunkValues } from './chunk-column.ts';
import { sqlTypeOfColumn } from './duckdb-types.ts';
import { createChunkCollector } from './free-chunks.ts';
import { createReservoir, type Reservoir } from './reservoir.ts';

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
// A larger MAX_CELLS counts as this: the memory for so many cells, 4 GB, is reserved (but not used) beforehand.
const mostCells = 2 ** 30;
const notForTargets: readonly SqlType[] = ['numeric', 'date', 'time', 'timetz', 'timestamp', 'timestamptz'];

/** The same data give the same sample and the same model. */
export const trainingSeed = 1;

/**
 * Reads the training data from the statement's query while they come, so that they lie in memory once; rows without a
 * target are left out, and rows beyond the setting MAX_CELLS by chance.
 *
 * @throws SqlError when they cannot train a model.
 */
export async function readTrainingData(result: DuckDBResult, statement: TrainModelStatement): Promise<TrainingData> {
  const table = result.columnNames().map((name, index) => ({
    name: name.toLowerCase(),
    type: sqlTypeOfColumn(result.columnLogicalType(index)),
  }));
  const columns = requireTypes(statement, table);
  const targetIndex = columns.findIndex(({ name }) => name === statement.target);
  const features = columns.flatMap((column, index) => (index === targetIndex ? [] : [{ ...column, index }]));
  const mostRows = Math.floor(Math.min(statement.settings.maxCells, mostCells) / columns.length);
  const sampling: Sampling = {
    targetIndex,
    target: [],
    features: features.map(({ name, type, index }) => ({
      index,
      collector: collectColumn(name, columnKind(type), mostRows),
    })),
    reservoir: createReservoir(mostRows, seededRandom(trainingSeed)),
  };
  const freeChunks = createChunkCollector();
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    sampleChunk(chunk, sampling);
    freeChunks();
  }
  requireTrainable(statement, sampling.target);
  return {
    columns: sampling.features.map(({ collector }) => collector.column(sampling.target.length)),
    target: sampling.target,
    features: features.map(({ name, type }) => ({ name, type })),
    targetType: columns[targetIndex]?.type ?? 'varchar',
  };
}

interface Sampling {
  readonly targetIndex: number;
  readonly target: RawValue[];
  readonly features: ReadonlyArray<{ readonly index: number; readonly collector: ColumnCollector }>;
  readonly reservoir: Reservoir;
}

function sampleChunk(chunk: DuckDBDataChunk, { targetIndex, target, features, reservoir }: Sampling): void {
  const rows: number[] = [];
  const places: number[] = [];
  readChunkValues(chunk, targetIndex).forEach((value, row) => {
    const place = value === null ? undefined : reservoir();
    if (place === undefined) return;
    target[place] = value;
    rows.push(row);
    places.push(place);
  });
  for (const { index, collector } of features) collector.put(readChunkColumn(chunk, index), rows, places);
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
