import { type Context, type LambdaRequest, util } from '@aws-appsync/utils';

interface Failure {
  readonly type: string;
  readonly message: string;
  readonly info: unknown;
}

/** What the Lambda replies: the field's value, or an expected failure. */
export interface Reply<Value> {
  readonly data?: Value;
  readonly error?: Failure;
}

/** AppSync gives a request 30 s; what is left of them is for the way back. */
const budgetMs = 25_000;

/** Asks the Lambda for the field, which is to answer within the budget. */
export function askLambda<Args extends Record<string, unknown>>(field: string, ctx: Context<Args>): LambdaRequest {
  return { operation: 'Invoke', payload: question(field, ctx) };
}

/** As `askLambda`, and aliases of the field in one operation share a call. */
export function askLambdaInBatch<Args extends Record<string, unknown>>(
  field: string,
  ctx: Context<Args>,
): LambdaRequest {
  return { operation: 'BatchInvoke', payload: question(field, ctx) };
}

function question<Args extends Record<string, unknown>>(field: string, ctx: Context<Args>) {
  const deadline = util.time.nowEpochMilliSeconds() + budgetMs;
  return { field, arguments: ctx.args, requestId: requestIdOf(ctx.request), deadline };
}

/**
 * AppSync's id of the request, which its log and its reply have, too: one of the headers that it adds,
 * https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html.
 */
function requestIdOf(request: Context['request']): string {
  return request.headers['x-amzn-requestid'];
}

/** Gives the field's value or raises the typed error; a Lambda that was throttled or crashed gets one too. */
export function valueOrError<Args extends Record<string, unknown>, Value>(
  ctx: Context<Args, Record<string, unknown>, undefined, undefined, Reply<Value>>,
): Value | null {
  if (ctx.error) {
    const throttled = ctx.error.type.indexOf('TooManyRequests') > -1 || ctx.error.type.indexOf('Throttl') > -1;
    const type = throttled ? 'Throttled' : 'WarehouseUnavailable';
    util.error('The prediction service is busy or not available. Try again in a moment.', type, null, {
      retryAfterMs: 1000,
      requestId: requestIdOf(ctx.request),
    });
  }
  const failure = ctx.result.error;
  if (failure) util.error(failure.message, failure.type, null, failure.info);
  return ctx.result.data ?? null;
}
