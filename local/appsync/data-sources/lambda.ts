/**
 * Stands for AppSync's Lambda data source: Invoke and BatchInvoke, waited for or as an event. Leaves out direct Lambda
 * resolvers, which have no code of their own.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-lambda-js.html
 */
import type { GraphQLResolveInfo } from 'graphql';
import { FieldError } from '../execution/field-error.ts';
import type { RequestContext } from '../execution/request-context.ts';
import type { InvocationMode, LambdaDataSource } from '../options.ts';
import { type Batch, defaultBatchSize } from './batches.ts';
import type { Outcome, Target } from './send-request.ts';

/** Invokes the function with what a request handler returned. */
export async function sendToLambda(
  target: Target,
  source: LambdaDataSource,
  { operation, payload = null, invocationType }: Readonly<Record<string, unknown>>,
  { batches }: RequestContext,
  info: GraphQLResolveInfo,
): Promise<Outcome> {
  if (operation === undefined) throw new FieldError("Value for field '$[operation]' not found.", 'MappingTemplate');
  if (operation !== 'Invoke' && operation !== 'BatchInvoke') {
    throw new FieldError(`Unsupported operation '${String(operation)}'.`, 'MappingTemplate');
  }
  const mode = readMode(invocationType);
  const reply = await (operation === 'BatchInvoke'
    ? batches.add(batchOf(target, source, mode), info, payload)
    : source.invoke(payload, mode));
  // An event is only handed over: the field is null and its response handler does not run.
  return mode === 'Event' && reply.ok ? 'no-response' : reply;
}

function readMode(invocationType: unknown = 'RequestResponse'): InvocationMode {
  if (invocationType === 'RequestResponse' || invocationType === 'Event') return invocationType;
  throw new FieldError(`Unsupported invocationType '${String(invocationType)}'.`, 'MappingTemplate');
}

function batchOf({ key, maxBatchSize }: Target, source: LambdaDataSource, mode: InvocationMode): Batch {
  return { key: `${key} ${mode}`, source, size: maxBatchSize || defaultBatchSize, mode };
}
