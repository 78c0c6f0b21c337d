import { randomUUID } from 'node:crypto';
import type { LambdaFunction } from './functions.ts';
import { type Instance, type InstanceOptions, startInstance } from './instance.ts';
import { errorLines, invokeLogged } from './invocation-log.ts';
import type { FunctionError } from './messages.ts';
import type { Outcome } from './watch-worker.ts';

/** The instances of one function. */
export interface InstancePool {
  /** Runs the function on a free instance, a new one, or the next to become free. */
  invoke(event: string, requestId?: string): Promise<Outcome>;
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
  options: InstanceOptions & { readonly taskRoot: () => Promise<string> },
): InstancePool {
  const idle: Instance[] = [];
  const busy = new Set<Instance>();
  const starting = new Set<Promise<FunctionError | undefined>>();
  const queue: Waiting[] = [];
  const log = (line: string) => options.log(`${lambda.name} ${line}`);
  let isClosed = false;

  const size = () => idle.filter((instance) => instance.isAlive()).length + busy.size + starting.size;

  function grow(): Promise<FunctionError | undefined> {
    const start = startFrom(lambda, options).then(async (result) => {
      starting.delete(start);
      const error = 'errorType' in result ? result : undefined;
      if (!('errorType' in result)) idle.push(result);
      // An invocation that asked for this instance must not ask for ever.
      else queue.shift()?.resolve({ ok: false, error: result });
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
    const outcome = await invokeLogged(lambda, instance, { requestId, event, log });
    busy.delete(instance);
    if (instance.isAlive()) idle.push(instance);
    resolve(outcome);
    if (!isClosed) dispatch();
  }

  async function endAll(): Promise<void> {
    await Promise.all([...idle.splice(0), ...busy].map((instance) => instance.end()));
  }

  return {
    invoke(event, requestId = randomUUID()) {
      return new Promise((resolve) => {
        queue.push({ requestId, event, resolve });
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

/** Code that cannot be unpacked fails the invocations as code that does not load. */
function startFrom(
  lambda: LambdaFunction,
  { taskRoot, ...options }: Parameters<typeof createInstancePool>[2],
): Promise<Instance | FunctionError> {
  return taskRoot()
    .then((folder) => startInstance(lambda, folder, options))
    .catch((error: unknown) => {
      const errorMessage = error instanceof Error ? error.message : String(error);
      return { errorType: 'Runtime.ImportModuleError', errorMessage, trace: [] };
    })
    .then((started) => {
      if ('errorType' in started) for (const line of errorLines('init', started)) options.log(`${lambda.name} ${line}`);
      return started;
    });
}
