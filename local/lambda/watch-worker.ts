import type { Worker } from 'node:worker_threads';
import type { FunctionError, InstanceMessage } from './messages.ts';

/** How an initialization or an invocation ended; the payload is JSON. */
export type Outcome =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: FunctionError };

/** What an instance's thread makes of what it was asked last. */
export interface WorkerWatch {
  /** False once the thread has ended or is about to. */
  isAlive(): boolean;
  /** The most memory that the thread told of, in bytes. */
  usedBytes(): number;
  /** Waits for the end of what the thread was just asked; after `seconds` the thread is ended. */
  outcome(requestId: string, seconds: number): Promise<Outcome>;
  end(): Promise<void>;
}

/** Turns what a worker tells, and how it dies, into outcomes; `print` takes its output line by line. */
export function watchWorker(worker: Worker, print: (requestId: string, line: string) => void): WorkerWatch {
  let alive = true;
  let most = 0;
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
    if ('usedBytes' in message) most = Math.max(most, message.usedBytes);
    if (message.kind === 'done') settle({ ok: true, payload: message.payload });
    else if (message.kind === 'failed') settle({ ok: false, error: message.error });
    else if (message.kind === 'crashed') die(message.error);
    else for (const line of message.text.replace(/\n$/, '').split('\n')) print(message.requestId, line);
  });

  worker.on('error', (error) => die(crashError(currentId, error)));
  worker.on('exit', (code) => die(exitError(currentId, code === 0 ? undefined : `exit status ${code}`)));

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

  return { isAlive: () => alive, usedBytes: () => most, outcome, end };
}

function exitError(requestId: string, reason: string | undefined): FunctionError {
  const told = reason === undefined ? 'without providing a reason' : `with error: ${reason}`;
  const errorMessage = `RequestId: ${requestId} Error: Runtime exited ${told}`;
  return { errorType: 'Runtime.ExitError', errorMessage, trace: [] };
}

function crashError(requestId: string, error: unknown): FunctionError {
  const isOutOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return exitError(requestId, isOutOfMemory ? 'signal: killed' : String(error));
}

function timeoutError(requestId: string, seconds: number): FunctionError {
  const errorMessage = `${new Date().toISOString()} ${requestId} Task timed out after ${seconds.toFixed(2)} seconds`;
  return { errorType: 'Sandbox.Timedout', errorMessage, trace: [] };
}
