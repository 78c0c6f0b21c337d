import { FieldError } from '../execution/field-error.ts';
import type { RequestContext } from '../execution/request-context.ts';
import type { DataSource, InvocationReply, LambdaDataSource } from '../options.ts';
import { defaultBatchSize, openBatch } from './batch.ts';

/** A data source as one resolver step uses it. */
export interface Target {
  readonly source: DataSource;
  /** Distinguishes the step's batches within a request. */
  readonly key: string;
  readonly maxBatchSize: number | undefined;
}

/** What a data source made of a request: a result, a failure for `ctx.error`, or nothing to respond to. */
export type Outcome = InvocationReply | 'no-response';

/**
 * Sends what a request handler returned to its data source.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-lambda-js.html
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-none-js.html
 */
export function sendRequest(target: Target, request: unknown, context: RequestContext): Outcome | Promise<Outcome> {
  const members: Readonly<Record<string, unknown>> =
    typeof request === 'object' && request !== null ? { ...request } : {};
  if (target.source.type === 'NONE') return { ok: true, payload: members.payload ?? null };
  return context.deadline.wait(invoke(target, target.source, members, context));
}

async function invoke(
  target: Target,
  source: LambdaDataSource,
  { operation, payload = null, invocationType = 'RequestResponse' }: Readonly<Record<string, unknown>>,
  context: RequestContext,
): Promise<Outcome> {
  if (operation === undefined) throw new FieldError("Value for field '$[operation]' not found.", 'MappingTemplate');
  if (invocationType !== 'RequestResponse' && invocationType !== 'Event') {
    throw new FieldError(`Unsupported invocationType '${String(invocationType)}'.`, 'MappingTemplate');
  }
  if (operation === 'BatchInvoke') return batchFor(target, source, context).add(payload);
  if (operation !== 'Invoke') throw new FieldError(`Unsupported operation '${String(operation)}'.`, 'MappingTemplate');
  const reply = await source.invoke(payload, invocationType);
  // An event is only handed over: the field is null and its response handler does not run.
  return invocationType === 'Event' && reply.ok ? 'no-response' : reply;
}

function batchFor({ key, maxBatchSize }: Target, source: LambdaDataSource, { batches }: RequestContext) {
  const open = batches.get(key) ?? openBatch(source, maxBatchSize || defaultBatchSize);
  batches.set(key, open);
  return open;
}
