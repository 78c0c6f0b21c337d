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
import type { Label } from '../dataset/labels.ts';
import { compileModel, type Scorer } from '../model/compile-model.ts';
import { readChunkColumn } from './chunk-column.ts';
import { classProbabilities, likeliestClass } from './class-probabilities.ts';
import { duckdbFunctionName } from './model-functions.ts';
import type { ModelColumn, ModelColumnType } from './training-data.ts';

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
    register('label', DOUBLE, (scores, begin) => scores[begin] as number);
    return;
  }
  const { labels, predictionCount } = scorer;
  register('label', duckdbTypes[model.targetType], (scores, begin) => {
    return labels[likeliestClass(scores, begin, predictionCount, labels.length)] as Label;
  });
  register('probability', SUPER, (scores, begin) => {
    return JSON.stringify(classProbabilities(labels, scores.subarray(begin, begin + predictionCount)));
  });
}

/** What to answer for the row whose scores begin there. */
type RowWriter = (scores: Float64Array, begin: number) => Label;

function scoreChunk(scorer: Scorer, input: DuckDBDataChunk, output: DuckDBVector, write: RowWriter): void {
  const { rowCount } = input;
  const columns = scorer.inputs.map((_, index) => readChunkColumn(input, index));
  const scores = scorer.scoreRows(columns, rowCount);
  for (let row = 0; row < rowCount; row += 1) output.setItem(row, write(scores, row * scorer.predictionCount));
  output.flush();
}

function connectionIdOf(bindData: object | undefined): number {
  return bindData && 'connectionId' in bindData ? Number(bindData.connectionId) : -1;
}
