import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBScalarFunction,
  type DuckDBType,
  type DuckDBVector,
} from '@duckdb/node-api';
import { compileModel, type Scorer } from '../model/compile-model.ts';
import { type Answer, compileAnswer } from './answer.ts';
import { readChunkColumn } from './chunk-column.ts';
import { classProbabilities } from './class-probabilities.ts';
import { duckdbParameterType, duckdbReturnType, SUPER } from './duckdb-types.ts';
import type { ModelDescription } from './model-description.ts';
import type { FunctionKind } from './model-functions.ts';

/** A model that is ready to answer. */
export interface ReadyModel {
  readonly modelJson: string;
  readonly description: ModelDescription;
}

/** Asked on every chunk of rows: true ends the statement that runs on the connection. */
export type IsCancelled = (connectionId: number) => boolean;

/** Makes a model's functions under any name: the prediction and, but for a regression, the probabilities. */
export type RegisterAs = (connection: DuckDBConnection, nameOf: (kind: FunctionKind) => string) => void;

/** Compiles a model for the database. */
export function compileFunctions({ modelJson, description }: ReadyModel, isCancelled: IsCancelled): RegisterAs {
  const scorer = compileModel(modelJson);
  const { kind, features, returnType, training } = description;
  const define = (name: string, type: DuckDBType, write: Answer) =>
    DuckDBScalarFunction.create({
      name,
      parameterTypes: features.map((feature) => duckdbParameterType(feature.type)),
      returnType: type,
      // A missing value is a value to the model; DuckDB would answer NULL without asking it.
      specialHandling: true,
      bindFunction: (info) => info.setBindData({ connectionId: info.clientContext.connectionId }),
      mainFunction: (info, input, output) => {
        if (isCancelled(connectionIdOf(info.bindData))) throw new Error('INTERRUPT: the statement was cancelled');
        scoreChunk(scorer, input, output, write);
      },
    });
  const answer = compileAnswer(scorer, returnType, kind === 'import');
  return (connection, nameOf) => {
    connection.registerScalarFunction(define(nameOf('label'), duckdbReturnType(returnType), answer));
    if (!training?.auto || scorer.labels.length === 0) return;
    const { labels, predictionCount } = scorer;
    const probabilities: Answer = (scores, begin) =>
      JSON.stringify(classProbabilities(labels, scores.subarray(begin, begin + predictionCount)));
    connection.registerScalarFunction(define(nameOf('probability'), SUPER, probabilities));
  };
}

function scoreChunk(scorer: Scorer, input: DuckDBDataChunk, output: DuckDBVector, answer: Answer): void {
  const { rowCount } = input;
  const columns = scorer.inputs.map((_, index) => readChunkColumn(input, index));
  const scores = scorer.scoreRows(columns, rowCount);
  for (let row = 0; row < rowCount; row += 1) output.setItem(row, answer(scores, row * scorer.predictionCount));
  output.flush();
}

function connectionIdOf(bindData: object | undefined): number {
  return bindData && 'connectionId' in bindData ? Number(bindData.connectionId) : -1;
}
