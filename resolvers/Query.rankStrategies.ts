import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { QueryRankStrategiesArgs, StrategyRanking } from '../graphql/generated/types.ts';
import { askLambdaInBatch, type Reply, valueOrError } from './answer.ts';

type FieldContext = Context<
  QueryRankStrategiesArgs,
  Record<string, unknown>,
  undefined,
  undefined,
  Reply<StrategyRanking>
>;

/** Sends the arguments to the Lambda. */
export function request(ctx: FieldContext): LambdaRequest {
  return askLambdaInBatch('rankStrategies', ctx);
}

/** Returns the Lambda's answer or raises its error. */
export function response(ctx: FieldContext): StrategyRanking | null {
  return valueOrError(ctx);
}
