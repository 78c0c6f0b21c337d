import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { instanceEnvironment, type SessionCredentials } from './environment.ts';
import type { LambdaFunction } from './functions.ts';
import type { FunctionError, Initialization, Invocation } from './messages.ts';
import { type Outcome, watchWorker } from './watch-worker.ts';

/** What every instance of every function needs. */
export interface InstanceOptions {
  readonly region: string;
  readonly endpoints: Readonly<Record<string, string>>;
  readonly credentials: (roleArn: string, sessionName: string) => SessionCredentials;
  readonly log: (line: string) => void;
}

/** One instance of a function: a thread that runs one invocation at a time. */
export interface Instance {
  /** How long its initialization took, told once: a cold start is the first invocation's. */
  takeInitMilliseconds(): number | undefined;
  /** False once the thread has ended or is about to. */
  isAlive(): boolean;
  /** The most memory that it was seen to use, in bytes. */
  usedBytes(): number;
  invoke(requestId: string, event: string): Promise<Outcome>;
  end(): Promise<void>;
}

// Lambda gives an initialization ten seconds: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
const initializationSeconds = 10;

let runtimeUrl: Promise<URL> | undefined;

/**
 * Starts an instance, and logs it as Lambda does. Resolves to the failure when its code does not load. An initialization
 * that takes longer than ten seconds is begun again, with all the time that an invocation has.
 *
 * @param taskRoot folder of the function's code.
 */
export async function startInstance(
  lambda: LambdaFunction,
  taskRoot: string,
  options: InstanceOptions,
): Promise<Instance | FunctionError> {
  const first = await initialize(lambda, taskRoot, options, initializationSeconds);
  const isTimeout = 'errorType' in first && first.errorType === 'Sandbox.Timedout';
  return isTimeout ? initialize(lambda, taskRoot, options, lambda.timeoutSeconds) : first;
}

async function initialize(
  lambda: LambdaFunction,
  taskRoot: string,
  options: InstanceOptions,
  seconds: number,
): Promise<Instance | FunctionError> {
  const log = (line: string) => options.log(`${lambda.name} ${line}`);
  log(`INIT_START Runtime Version: ${lambda.runtime} on Node.js ${process.version}`);
  const start = performance.now();
  const worker = await startWorker(lambda, taskRoot, options);
  const watch = watchWorker(worker, (requestId, line) => log(`${requestId || 'init'}: ${line}`));

  const initialized = await watch.outcome('', seconds);
  const initMilliseconds = performance.now() - start;
  if (!initialized.ok) {
    await watch.end();
    const { error } = initialized;
    const status = error.errorType === 'Sandbox.Timedout' ? 'timeout' : 'error';
    log(
      `INIT_REPORT Init Duration: ${initMilliseconds.toFixed(2)} ms\tPhase: init\tStatus: ${status}\tError Type: ${error.errorType}`,
    );
    return error;
  }
  let untold: number | undefined = initMilliseconds;
  return {
    takeInitMilliseconds() {
      const told = untold;
      untold = undefined;
      return told;
    },
    isAlive: watch.isAlive,
    usedBytes: watch.usedBytes,
    invoke(requestId, event) {
      const result = watch.outcome(requestId, lambda.timeoutSeconds);
      const deadlineMs = Date.now() + lambda.timeoutSeconds * 1000;
      worker.postMessage({ requestId, event, deadlineMs } satisfies Invocation);
      return result;
    },
    end: watch.end,
  };
}

async function startWorker(lambda: LambdaFunction, taskRoot: string, options: InstanceOptions): Promise<Worker> {
  const { name, arn, handler, runtime, memoryMegabytes } = lambda;
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  const log = {
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: `${day}/[$LATEST]${randomUUID().replaceAll('-', '')}`,
  };
  const initialization: Initialization = {
    taskRoot,
    handler,
    runtime,
    context: {
      ...log,
      functionName: name,
      functionVersion: '$LATEST',
      invokedFunctionArn: arn,
      memoryLimitInMB: String(memoryMegabytes),
    },
  };
  const credentials = options.credentials(lambda.roleArn, name);
  return new Worker(await loadRuntime(), {
    workerData: initialization,
    env: instanceEnvironment(lambda, { ...options, taskRoot, credentials, log }),
    // The options of this process, such as a TypeScript loader, are none of the function's.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
  });
}

/** The runtime as plain JavaScript: a thread with a TypeScript loader would start four times slower. */
function loadRuntime(): Promise<URL> {
  runtimeUrl ??= (async () => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL('./runtime/runtime.ts', import.meta.url))],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      // What stack traces call it; they would spell out the whole code of the URL else.
      footer: { js: '//# sourceURL=file:///var/runtime/index.mjs' },
    });
    return new URL(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
  })();
  return runtimeUrl;
}
