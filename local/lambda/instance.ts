import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { transform } from 'esbuild';
import { instanceEnvironment, type SessionCredentials } from './environment.ts';
import { findHandler, type LambdaFunction } from './functions.ts';
import type { FunctionError, Initialization, InstanceMessage, Invocation } from './messages.ts';

/** How an initialization or an invocation ended; the payload is JSON. */
export type Outcome =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: FunctionError };

/** What every instance of every function needs. */
export interface InstanceOptions {
  readonly region: string;
  readonly endpoints: Readonly<Record<string, string>>;
  readonly credentials: (roleArn: string, sessionName: string) => SessionCredentials;
  readonly log: (line: string) => void;
}

/** One instance of a function: a thread that runs one invocation at a time. */
export interface Instance {
  /** False once the thread has ended or is about to. */
  isAlive(): boolean;
  invoke(requestId: string, event: string): Promise<Outcome>;
  end(): Promise<void>;
}

// Lambda gives an initialization ten seconds: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
const initializationSeconds = 10;

let runtimeUrl: Promise<URL> | undefined;

/** Starts an instance. Resolves to the failure when its bundle does not load. */
export async function startInstance(
  lambda: LambdaFunction,
  options: InstanceOptions,
): Promise<Instance | FunctionError> {
  const worker = await startWorker(lambda, options);
  const watch = watchWorker(worker, (requestId, line) => options.log(`${lambda.name} ${requestId || 'init'}: ${line}`));

  const initialized = await watch.outcome('', initializationSeconds);
  if (!initialized.ok) {
    await watch.end();
    return initialized.error;
  }
  return {
    isAlive: watch.isAlive,
    invoke(requestId, event) {
      const result = watch.outcome(requestId, lambda.timeoutSeconds);
      const deadlineMs = Date.now() + lambda.timeoutSeconds * 1000;
      worker.postMessage({ requestId, event, deadlineMs } satisfies Invocation);
      return result;
    },
    end: watch.end,
  };
}

/** Turns what a worker tells, and how it dies, into the outcome of what it was asked last. */
function watchWorker(worker: Worker, print: (requestId: string, line: string) => void) {
  let alive = true;
  let currentId = '';
  const idle = (outcome: Outcome) => {
    if (!outcome.ok) print(currentId, `${outcome.error.errorType}: ${outcome.error.errorMessage}`);
  };
  let settle = idle;
  const die = (error: FunctionError) => {
    // What follows its death, such as the exit after an error, tells nothing new.
    if (!alive) return;
    alive = false;
    settle({ ok: false, error });
  };

  worker.on('message', (message: InstanceMessage) => {
    if (message.kind === 'done') settle({ ok: true, payload: message.payload });
    else if (message.kind === 'failed') settle({ ok: false, error: message.error });
    else for (const line of message.text.replace(/\n$/, '').split('\n')) print(message.requestId, line);
  });

  worker.on('error', (error) => die(crashError(currentId, error)));
  worker.on('exit', (code) => die(exitError(currentId, `exit status ${code}`)));

  function outcome(requestId: string, seconds: number): Promise<Outcome> {
    currentId = requestId;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        die(timeoutError(requestId, seconds));
        void worker.terminate();
      }, seconds * 1000);
      settle = (result) => {
        clearTimeout(timer);
        settle = idle;
        resolve(result);
      };
    });
  }

  async function end(): Promise<void> {
    if (settle === idle) alive = false;
    die(exitError(currentId, 'the local Lambda ended it'));
    await worker.terminate();
  }

  return { isAlive: () => alive, outcome, end };
}

async function startWorker(lambda: LambdaFunction, options: InstanceOptions): Promise<Worker> {
  const { path, exportName } = await findHandler(lambda);
  const { name, arn, memoryMegabytes } = lambda;
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  const log = {
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: `${day}/[$LATEST]${randomUUID().replaceAll('-', '')}`,
  };
  const initialization: Initialization = {
    moduleUrl: pathToFileURL(path).href,
    exportName,
    context: {
      ...log,
      functionName: name,
      functionVersion: '$LATEST',
      invokedFunctionArn: arn,
      memoryLimitInMB: String(memoryMegabytes),
      callbackWaitsForEmptyEventLoop: true,
    },
  };
  const credentials = options.credentials(lambda.roleArn, name);
  return new Worker(await loadRuntime(), {
    workerData: initialization,
    env: instanceEnvironment(lambda, { ...options, credentials, log }),
    // The options of this process, such as a TypeScript loader, are none of the function's.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
  });
}

/** The runtime as plain JavaScript: a thread with a TypeScript loader would start four times slower. */
function loadRuntime(): Promise<URL> {
  runtimeUrl ??= (async () => {
    const source = await readFile(new URL('./runtime.ts', import.meta.url), 'utf8');
    const { code } = await transform(source, { loader: 'ts', format: 'esm', target: 'node20' });
    return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  })();
  return runtimeUrl;
}

function exitError(requestId: string, reason: string): FunctionError {
  const errorMessage = `RequestId: ${requestId} Error: Runtime exited with error: ${reason}`;
  return { errorType: 'Runtime.ExitError', errorMessage, trace: [] };
}

function crashError(requestId: string, error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  const isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isOutOfMemory) return exitError(requestId, 'signal: killed');
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}

function timeoutError(requestId: string, seconds: number): FunctionError {
  const errorMessage = `${new Date().toISOString()} ${requestId} Task timed out after ${seconds.toFixed(2)} seconds`;
  return { errorType: 'Sandbox.Timedout', errorMessage, trace: [] };
}
