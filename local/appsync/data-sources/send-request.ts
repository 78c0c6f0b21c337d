import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../execution/request-context.ts';
import type { DataSource, InvocationReply } from '../options.ts';
import { sendToHttp } from './http.ts';
import { sendToLambda } from './lambda.ts';
import { sendToNone } from './none.ts';

/** A data source as one resolver step uses it. */
export interface Target {
  readonly source: DataSource;
  /** Distinguishes the step's batches within a request. */
  readonly key: string;
  readonly maxBatchSize: number | undefined;
}

/** What a data source made of a request: a result, a failure for `ctx.error`, or nothing to respond to. */
export type Outcome = InvocationReply | 'no-response';

/** Sends what a request handler returned to its data source, and waits no longer than the request may take. */
export function sendRequest(
  target: Target,
  request: unknown,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Outcome | Promise<Outcome> {
  const { source } = target;
  const members: Readonly<Record<string, unknown>> =
    typeof request === 'object' && request !== null ? { ...request } : {};
  if (source.type === 'NONE') return sendToNone(members);
  const outcome =
    source.type === 'HTTP' ? sendToHttp(source, members) : sendToLambda(target, source, members, context, info);
  return context.deadline.wait(outcome);
}
