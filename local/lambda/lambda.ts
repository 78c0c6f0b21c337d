/**
 * Stands for AWS Lambda: runs the bundles of the template's Node.js functions in worker threads, each instance with its own
 * environment and its role's credentials, one invocation at a time, under the function's timeout and memory.
 * Leaves out other runtimes, layers, inline code, versions and aliases, callbacks, streaming, retries of asynchronous
 * invocations, the API to manage functions, and that a frozen instance does no work between invocations.
 */
import type { Resource } from '../template/template.ts';
import type { SessionCredentials } from './environment.ts';
import { type LambdaFunction, readFunctions } from './functions.ts';
import { createInstancePool, type InstancePool } from './instance-pool.ts';

/** What the local Lambda is made from. */
export interface LambdaOptions {
  readonly resources: readonly Resource[];
  /** Folder of the bundle with this S3 object key. */
  readonly assetPath: (objectKey: string) => string;
  /** Endpoints of the services that functions call, e.g. `AWS_ENDPOINT_URL_REDSHIFT_DATA`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Credentials of a session of a function's role. */
  readonly credentials: (roleArn: string, sessionName: string) => SessionCredentials;
  /** @default us-east-1 */
  readonly region?: string;
  /** Instances of one function; invocations beyond them wait. @default 4 */
  readonly maxInstances?: number;
  readonly log: (line: string) => void;
}

/** What a function replied, or the error as AppSync names it. */
export type InvocationReply =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: { readonly type: string; readonly message: string } };

/** `RequestResponse` waits for the reply; `Event` replies null at once. */
export type InvocationType = 'RequestResponse' | 'Event';

/** The local Lambda. */
export interface Lambda {
  /** Why functions of the template do not run here, one line each. */
  readonly refused: readonly string[];
  /** Invokes a function. Throws when the template has no such function or when it is one of the refused. */
  invoke(
    functionArnOrName: string,
    payload: unknown,
    options?: { readonly invocationType: InvocationType },
  ): Promise<InvocationReply>;
  /** Starts instances of a function ahead of its first invocation. Throws when it does not load. */
  warm(functionArnOrName: string, count?: number): Promise<void>;
  /** Ends every instance; invocations under way get an error. */
  close(): Promise<void>;
}

// A reply's limit for a synchronous invocation, as Lambda's own error states it.
const maxReplyBytes = 6_291_556;

// A function with ReservedConcurrentExecutions refuses what goes beyond them; others let it wait.
const throttled: InvocationReply = {
  ok: false,
  error: { type: 'Lambda:TooManyRequestsException', message: 'Rate Exceeded.' },
};

/** Starts the functions of a template; an instance comes with the first invocation or with `warm`. */
export function createLambda(options: LambdaOptions): Lambda {
  const { resources, assetPath, region = 'us-east-1', environment: endpoints, maxInstances = 4 } = options;
  const { functions, refused } = readFunctions(resources, assetPath);
  const pools = new Map(
    functions.map((lambda) => {
      return [lambda, createInstancePool(lambda, maxInstances, { ...options, region, endpoints })];
    }),
  );

  function find(functionArnOrName: string): [LambdaFunction, InstancePool] {
    const found = [...pools].find(([{ name, arn }]) => functionArnOrName === name || functionArnOrName === arn);
    if (found) return found;
    const name = functionArnOrName.split(':').at(-1) ?? '';
    throw new Error(refused.get(name) ?? `The template has no Lambda function ${functionArnOrName}`);
  }

  return {
    refused: [...refused.values()],
    async invoke(functionArnOrName, payload, { invocationType } = { invocationType: 'RequestResponse' }) {
      const [lambda, pool] = find(functionArnOrName);
      if (pool.load() >= (lambda.reservedConcurrency ?? Number.POSITIVE_INFINITY)) return throttled;
      const outcome = pool.invoke(JSON.stringify(payload) ?? 'null');
      if (invocationType === 'Event') return { ok: true, payload: null };
      return outcome.then((result) => (result.ok ? readReply(result.payload) : unhandled(result.error.errorMessage)));
    },
    async warm(functionArnOrName, count = 1) {
      const [, pool] = find(functionArnOrName);
      await pool.warm(count);
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

function readReply(payload: string): InvocationReply {
  if (Buffer.byteLength(payload) <= maxReplyBytes) return { ok: true, payload: JSON.parse(payload) };
  return unhandled(`Response payload size exceeded maximum allowed payload size (${maxReplyBytes} bytes).`);
}

/** AppSync tells of every failing function by this one type: the thrown error's own name is lost. */
function unhandled(message: string): InvocationReply {
  return { ok: false, error: { type: 'Lambda:Unhandled', message } };
}
