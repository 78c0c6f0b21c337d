import type { InvocationReply, InvocationType } from '../../../lambda/lambda.ts';
import type { Json } from '../../definition/definition.ts';
import { expressionIn } from '../../expressions/expression.ts';
import type { StateError } from '../../interpreter/state-error.ts';
import { isObject, refuseArguments, textMembers } from '../arguments.ts';
import type { RoleSession, TaskServices } from '../integration.ts';
import type { Refusal } from '../service-error.ts';

/** The local Lambda, as far as tasks use it. */
export type LocalLambda = NonNullable<TaskServices['lambda']>;

/** The errors of Invoke that tasks can meet here. */
export const modeledErrors = ['RequestTooLargeException', 'ResourceNotFoundException', 'TooManyRequestsException'];

const shape = { members: ['FunctionName', 'InvocationType', 'Payload'], required: ['FunctionName'] };

/** Why a task's invocation cannot be played: other members, or a function that is not there. */
export function refuseInvocation(lambda: LocalLambda, written: Json | undefined) {
  const refusal = refuseArguments(written, shape);
  if (refusal !== undefined || written === undefined || !isObject(written)) return refusal;
  const { FunctionName: name } = written;
  if (typeof name !== 'string' || expressionIn(name) !== undefined) return undefined;
  return whyNoFunction(lambda, name);
}

/** Invokes a function in the name of the role; `refused` makes the error for what Lambda itself refuses. */
export async function invokeFunction(
  { lambda, refused }: { readonly lambda: LocalLambda; readonly refused: (refusal: Refusal) => StateError },
  parameters: Json,
  { principal }: RoleSession,
): Promise<{ readonly reply: InvocationReply; readonly invocationType: InvocationType }> {
  const { FunctionName: name, Payload: payload = {}, InvocationType: type } = textMembers(parameters, ['FunctionName']);
  const invocationType = type === 'Event' ? 'Event' : 'RequestResponse';
  if (whyNoFunction(lambda, name) !== undefined) {
    throw refused({ name: 'ResourceNotFoundException', message: `Function not found: ${name}`, status: 404 });
  }
  const reply = await lambda.invoke(name, payload, { invocationType, caller: principal });
  if (reply.ok || reply.error.functionError) return { reply, invocationType };
  const error = reply.error.type.replace(/^Lambda:/, '');
  throw refused({ name: error, message: reply.error.message, status: statuses[error] ?? 500 });
}

const statuses: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  RequestTooLargeException: 413,
  TooManyRequestsException: 429,
};

function whyNoFunction(lambda: LocalLambda, name: string): string | undefined {
  try {
    lambda.requireFunction(name);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
