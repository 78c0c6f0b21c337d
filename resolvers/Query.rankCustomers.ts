import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { CustomerRanking, QueryRankCustomersArgs } from '../graphql/generated/types.ts';
import { askLambda, type Reply, valueOrError } from './answer.ts';

type FieldContext = Context<
  QueryRankCustomersArgs,
  Record<string, unknown>,
  undefined,
  undefined,
  Reply<CustomerRanking[]>
>;

/** Sends the arguments to the Lambda. */
export function request(ctx: FieldContext): LambdaRequest {
  return askLambda('rankCustomers', ctx);
}

/** Returns the Lambda's answer or raises its error. */
export function response(ctx: FieldContext): CustomerRanking[] | null {
  return valueOrError(ctx);
}
