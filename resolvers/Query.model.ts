import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { Model } from '../graphql/generated/types.ts';
import { askLambda, type Reply, valueOrError } from './answer.ts';

type FieldContext = Context<Record<string, never>, Record<string, unknown>, undefined, undefined, Reply<Model>>;

/** Asks the Lambda which model is active. */
export function request(ctx: FieldContext): LambdaRequest {
  return askLambda('model', ctx);
}

/** Returns the Lambda's answer or raises its error. */
export function response(ctx: FieldContext): Model | null {
  return valueOrError(ctx);
}
