import { randomUUID } from 'node:crypto';
import type { LambdaFunction } from './functions.ts';
import { type Instance, type InstanceOptions, type Outcome, startInstance } from './instance.ts';
import type { FunctionError } from './messages.ts';

/** The instances of one function. */
export interface InstancePool {
  /** Runs the function on a free instance, a new one, or the next to become free. */
  invoke(event: string): Promise<Outcome>;
  /** Starts instances ahead of need until there are `count`. Throws when the function does not load. */
  warm(count: number): Promise<void>;
  /** Invocations that run or wait. */
  load(): number;
  close(): Promise<void>;
}

interface Waiting {
  readonly requestId: string;
  readonly event: string;
  readonly resolve: (outcome: Outcome) => void;
}

/** Makes the pool of a function, empty at first; it grows to `maxInstances`. */
export function createInstancePool(
  lambda: LambdaFunction,
  maxInstances: number,
  options: InstanceOptions,
): InstancePool {
  const idle: Instance[] = [];
  const busy = new Set<Instance>();
  const starting = new Set<Promise<FunctionError | undefined>>();
  const queue: Waiting[] = [];
  let isClosed = false;

  const size = () => idle.filter((instance) => instance.isAlive()).length + busy.size + starting.size;

  function grow(): Promise<FunctionError | undefined> {
    const start = startAndLog(lambda, options, size() + 1).then(async (started) => {
      starting.delete(start);
      const error = 'errorType' in started ? started : undefined;
      if (!('errorType' in started)) idle.push(started);
      // An invocation that asked for this instance must not ask for ever.
      else queue.shift()?.resolve({ ok: false, error: started });
      await (isClosed ? endAll() : dispatch());
      return error;
    });
    starting.add(start);
    return start;
  }

  function dispatch(): void {
    for (let waiting = queue[0]; waiting; waiting = queue[0]) {
      const instance = takeAlive(idle);
      if (!instance) break;
      queue.shift();
      void run(instance, waiting);
    }
    while (starting.size < queue.length && size() < maxInstances) void grow();
  }

  async function run(instance: Instance, { requestId, event, resolve }: Waiting): Promise<void> {
    busy.add(instance);
    const outcome = await instance.invoke(requestId, event);
    busy.delete(instance);
    if (instance.isAlive()) idle.push(instance);
    if (!outcome.ok) logError(lambda, requestId, outcome.error, options.log);
    resolve(outcome);
    if (!isClosed) dispatch();
  }

  async function endAll(): Promise<void> {
    await Promise.all([...idle.splice(0), ...busy].map((instance) => instance.end()));
  }

  return {
    invoke(event) {
      if (isClosed) throw new Error(`Lambda function ${lambda.name} was invoked after the end of the local Lambda`);
      return new Promise((resolve) => {
        queue.push({ requestId: randomUUID(), event, resolve });
        dispatch();
      });
    },
    async warm(count) {
      const missing = Math.max(0, Math.min(count, maxInstances) - size());
      const starts = Array.from({ length: missing }, grow);
      const error = (await Promise.all(starts)).find((failure) => failure !== undefined);
      if (error) throw new Error(`Lambda function ${lambda.name} does not start: ${error.errorMessage}`);
    },
    load: () => busy.size + queue.length,
    async close() {
      isClosed = true;
      for (const { resolve } of queue.splice(0)) resolve({ ok: false, error: closedError });
      await endAll();
      await Promise.all(starting);
    },
  };
}

/** Takes an instance that did not die while it was idle. */
function takeAlive(idle: Instance[]): Instance | undefined {
  for (let instance = idle.pop(); instance; instance = idle.pop()) if (instance.isAlive()) return instance;
  return undefined;
}

const closedError: FunctionError = {
  errorType: 'Runtime.ExitError',
  errorMessage: 'The local Lambda ended',
  trace: [],
};

async function startAndLog(lambda: LambdaFunction, options: InstanceOptions, instanceNumber: number) {
  const start = performance.now();
  const started = await startInstance(lambda, options).catch(brokenFunction);
  if ('errorType' in started) logError(lambda, 'init', started, options.log);
  else {
    const milliseconds = Math.round(performance.now() - start);
    options.log(`${lambda.name}: cold start of instance ${instanceNumber} in ${milliseconds} ms`);
  }
  return started;
}

/** A bundle that is not there fails its invocations as one that does not load. */
function brokenFunction(error: unknown): FunctionError {
  const message = error instanceof Error ? error.message : String(error);
  return { errorType: 'Runtime.ImportModuleError', errorMessage: message, trace: [] };
}

function logError(
  { name }: LambdaFunction,
  requestId: string,
  { errorType, errorMessage, trace }: FunctionError,
  log: (line: string) => void,
): void {
  log(`${name} ${requestId}: ${errorType}: ${errorMessage}`);
  for (const line of trace.slice(1)) log(`${name} ${requestId}: ${line}`);
}
