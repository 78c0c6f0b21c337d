import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { Prediction, QueryPredictOutcomeArgs } from '../graphql/generated/types.ts';
import { askLambdaInBatch, type Reply, valueOrError } from './answer.ts';

type FieldContext = Context<QueryPredictOutcomeArgs, Record<string, unknown>, undefined, undefined, Reply<Prediction>>;

/** Sends the arguments to the Lambda. */
export function request(ctx: FieldContext): LambdaRequest {
  return askLambdaInBatch('predictOutcome', ctx);
}

/** Returns the Lambda's answer or raises its error. */
export function response(ctx: FieldContext): Prediction | null {
  return valueOrError(ctx);
}
