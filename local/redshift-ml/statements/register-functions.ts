import {
  BOOLEAN,
  DATE,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBScalarFunction,
  type DuckDBType,
  DuckDBVarCharType,
  type DuckDBVector,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import type { RawValue } from '../dataset/column.ts';
import type { Label } from '../dataset/labels.ts';
import { compileModel, type Scorer } from '../model/compile-model.ts';
import { classProbabilities, likeliest } from './class-probabilities.ts';
import { duckdbFunctionName } from './model-functions.ts';
import { type ModelColumn, type ModelColumnType, toRawValue } from './training-data.ts';

const duckdbTypes: Readonly<Record<ModelColumnType, DuckDBType>> = {
  number: DOUBLE,
  boolean: BOOLEAN,
  text: VARCHAR,
  date: DATE,
  timestamp: TIMESTAMP,
};

/** DuckDB's JSON, which stands for SUPER. */
const SUPER = DuckDBVarCharType.create('JSON');

/** A model that is ready to answer. */
export interface ReadyModel {
  readonly id: number;
  readonly modelJson: string;
  readonly features: readonly ModelColumn[];
  readonly targetType: ModelColumnType;
}

/** Asked on every chunk of rows: true ends the statement that runs on the connection. */
export type IsCancelled = (connectionId: number) => boolean;

/** Gives the database the model's functions: the prediction and, but for a regression, the probabilities. */
export function registerFunctions(connection: DuckDBConnection, model: ReadyModel, isCancelled: IsCancelled): void {
  const scorer = compileModel(model.modelJson);
  const register = (kind: 'label' | 'probability', returnType: DuckDBType, write: RowWriter) =>
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name: duckdbFunctionName(model.id, kind),
        parameterTypes: model.features.map((feature) => duckdbTypes[feature.type]),
        returnType,
        // A missing value is a value to the model; DuckDB would answer NULL without asking it.
        specialHandling: true,
        bindFunction: (info) => info.setBindData({ connectionId: info.clientContext.connectionId }),
        mainFunction: (info, input, output) => {
          if (isCancelled(connectionIdOf(info.bindData))) throw new Error('INTERRUPT: the statement was cancelled');
          scoreChunk(scorer, input, output, write);
        },
      }),
    );
  if (scorer.labels.length === 0) {
    register('label', DOUBLE, (scores) => scores[0] ?? Number.NaN);
    return;
  }
  register('label', duckdbTypes[model.targetType], (scores) => likeliest(scorer.labels, scores));
  register('probability', SUPER, (scores) => JSON.stringify(classProbabilities(scorer.labels, scores)));
}

type RowWriter = (scores: Float64Array) => Label;

function scoreChunk(scorer: Scorer, input: DuckDBDataChunk, output: DuckDBVector, write: RowWriter): void {
  const { rowCount } = input;
  const columns = scorer.inputs.map((_, index) => rawValues(input.getColumnVector(index), rowCount));
  const scores = scorer.scoreRows(columns, rowCount);
  const width = scorer.predictionCount;
  for (let row = 0; row < rowCount; row += 1) {
    output.setItem(row, write(scores.subarray(row * width, (row + 1) * width)));
  }
  output.flush();
}

function rawValues(vector: DuckDBVector, rowCount: number): RawValue[] {
  const values: RawValue[] = [];
  for (let row = 0; row < rowCount; row += 1) values.push(toRawValue(vector.getItem(row)));
  return values;
}

function connectionIdOf(bindData: object | undefined): number {
  return bindData && 'connectionId' in bindData ? Number(bindData.connectionId) : -1;
}
