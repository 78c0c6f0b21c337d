/**
 * Stands for AWS Lambda: runs the code of the template's Node.js functions in worker threads, each instance with its own
 * environment and its role's credentials, one invocation at a time, under the function's timeout and memory.
 * Leaves out other runtimes than this machine's own Node.js, layers, container images, VPCs, file systems, dead-letter queues
 * and destinations, X-Ray, versions and aliases, response streaming, the API to manage functions, resource-based policies;
 * and of an instance its own time zone, current directory and /tmp, memory outside the heap as a limit, and that it is
 * frozen between invocations.
 */
import { ServiceError } from '../aws-json.ts';
import type { Principal } from '../iam/iam.ts';
import type { Resource } from '../template/template.ts';
import { createCodeFolders } from './code-folders.ts';
import type { SessionCredentials } from './environment.ts';
import { type LambdaFunction, readFunctions } from './functions.ts';
import { createInstancePool, type InstancePool } from './instance-pool.ts';
import type { FunctionError } from './messages.ts';
import { runEvent } from './run-event.ts';

/** What the local Lambda is made from. */
export interface LambdaOptions {
  readonly resources: readonly Resource[];
  /** Folder or zip archive of the asset with this S3 object key. */
  readonly assetPath: (objectKey: string) => string;
  /** Endpoints of the services that functions call, e.g. `AWS_ENDPOINT_URL_REDSHIFT_DATA`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Credentials of a session of a function's role. */
  readonly credentials: (roleArn: string, sessionName: string) => SessionCredentials;
  /** Throws ServiceError AccessDeniedException unless the caller may do this. @default everyone may do everything */
  readonly authorize?: (caller: Principal, action: string, functionArn: string) => void;
  /** @default us-east-1 */
  readonly region?: string;
  /** Instances of one function; invocations beyond them wait. @default 16 */
  readonly maxInstances?: number;
  readonly log: (line: string) => void;
}

/** What a function replied, or the error as AppSync names it. */
export type InvocationReply =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: InvocationError };

/** Why an invocation gave no payload. */
export interface InvocationError {
  readonly type: string;
  readonly message: string;
  /** What the function itself failed with; undefined when it did not run. */
  readonly functionError?: FunctionError;
}

/** `RequestResponse` waits for the reply; `Event` replies null at once, and the event is tried up to three times. */
export type InvocationType = 'RequestResponse' | 'Event';

/** How a function is invoked. */
export interface InvocationOptions {
  /** @default RequestResponse */
  readonly invocationType?: InvocationType;
  /** Whose rights count. @default whoever runs this cloud, who may do everything */
  readonly caller?: Principal;
}

/** The local Lambda. */
export interface Lambda {
  /** Why functions of the template do not run here, one line each. */
  readonly refused: readonly string[];
  /** Throws when the template has no such function, or when it is one of the refused. */
  requireFunction(functionArnOrName: string): void;
  /** Invokes a function. Throws as `requireFunction` does. */
  invoke(functionArnOrName: string, payload: unknown, options?: InvocationOptions): Promise<InvocationReply>;
  /** Starts instances of a function ahead of its first invocation. Throws when it does not load. */
  warm(functionArnOrName: string, count?: number): Promise<void>;
  /** Ends every instance; invocations under way get an error. */
  close(): Promise<void>;
}

// A reply's limit for a synchronous invocation, as Lambda's own error states it.
const maxReplyBytes = 6_291_556;

// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const maxEventBytes: Readonly<Record<InvocationType, number>> = { RequestResponse: 6_291_456, Event: 1_048_576 };

/** Starts the functions of a template; an instance comes with the first invocation or with `warm`. */
export function createLambda(options: LambdaOptions): Lambda {
  const { resources, assetPath, region = 'us-east-1', environment: endpoints, maxInstances = 16, log } = options;
  const { functions, refused } = readFunctions(resources, assetPath);
  const code = createCodeFolders();
  let isClosed = false;
  const pools = new Map(
    functions.map((lambda) => {
      const most = Math.min(maxInstances, lambda.reservedConcurrency ?? maxInstances);
      const taskRoot = () => code.folderOf(lambda);
      return [lambda, createInstancePool(lambda, most, { ...options, region, endpoints, taskRoot })];
    }),
  );

  function find(functionArnOrName: string): [LambdaFunction, InstancePool] {
    const found = [...pools].find(([{ name, arn }]) => functionArnOrName === name || functionArnOrName === arn);
    if (found) return found;
    const reason = [...refused].find(
      ([arn]) => arn === functionArnOrName || arn.endsWith(`:${functionArnOrName}`),
    )?.[1];
    throw new Error(reason ?? `The template has no Lambda function ${functionArnOrName}`);
  }

  return {
    refused: [...refused.values()],
    requireFunction: (functionArnOrName) => void find(functionArnOrName),
    async invoke(functionArnOrName, payload, { invocationType = 'RequestResponse', caller } = {}) {
      const [{ name, arn, reservedConcurrency = Number.POSITIVE_INFINITY }, pool] = find(functionArnOrName);
      if (isClosed) throw new Error(`Lambda function ${name} was invoked after the end of the local Lambda`);
      const denied = caller && denialOf(() => options.authorize?.(caller, 'lambda:InvokeFunction', arn));
      if (denied) return denied;
      const event = JSON.stringify(payload) ?? 'null';
      const most = maxEventBytes[invocationType];
      if (Buffer.byteLength(event) > most) return tooLarge(most);
      if (invocationType === 'Event') {
        void runEvent(pool, event, { log: (line) => log(`${name} ${line}`), isClosed: () => isClosed });
        return { ok: true, payload: null };
      }
      // A function with ReservedConcurrentExecutions refuses what goes beyond them; others let it wait.
      if (pool.load() >= reservedConcurrency) return throttled;
      const outcome = await pool.invoke(event);
      return outcome.ok ? readReply(outcome.payload) : unhandled(outcome.error);
    },
    async warm(functionArnOrName, count = 1) {
      const [, pool] = find(functionArnOrName);
      await pool.warm(count);
    },
    async close() {
      isClosed = true;
      await Promise.all([...pools.values()].map((pool) => pool.close()));
      await code.remove();
    },
  };
}

function readReply(payload: string): InvocationReply {
  if (Buffer.byteLength(payload) <= maxReplyBytes) return { ok: true, payload: JSON.parse(payload) };
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${maxReplyBytes} bytes).`;
  return unhandled({ errorType: 'Function.ResponseSizeTooLarge', errorMessage, trace: [] });
}

/** AppSync tells of every failing function by this one type: the thrown error's own name is lost. */
function unhandled(functionError: FunctionError): InvocationReply {
  return { ok: false, error: { type: 'Lambda:Unhandled', message: functionError.errorMessage, functionError } };
}

const throttled: InvocationReply = {
  ok: false,
  error: { type: 'Lambda:TooManyRequestsException', message: 'Rate Exceeded.' },
};

/** What a caller without the right is told. */
function denialOf(authorize: () => void): InvocationReply | undefined {
  try {
    authorize();
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) {
      return { ok: false, error: { type: `Lambda:${error.name}`, message: error.message } };
    }
    throw error;
  }
}

function tooLarge(bytes: number): InvocationReply {
  const message = `Request must be smaller than ${bytes} bytes for the InvokeFunction operation`;
  return { ok: false, error: { type: 'Lambda:RequestTooLargeException', message } };
}
