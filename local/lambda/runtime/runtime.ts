/**
 * Stands for Lambda's Node.js runtime: it runs inside an instance's worker thread, loads the handler once and calls it for
 * each invocation. Leaves out response streaming, structured JSON logs, the SDK that Lambda's image carries, and the
 * freezing of work that outlives its invocation.
 */

import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import type { Initialization, InstanceMessage, Invocation } from '../messages.ts';
import { forwardOutput } from './forward-output.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import { runHandler } from './run-handler.ts';
import { describeError, RuntimeError } from './runtime-error.ts';

const { taskRoot, handler: handlerName, runtime, context: sharedMembers } = workerData as Initialization;
let requestId = '';
let atEmptyLoop: (() => void) | undefined;

// One port for output and results keeps what an invocation printed ahead of its end.
const print = (text: string) => send({ kind: 'printed', requestId, text });
forwardOutput(process.stdout, print);
forwardOutput(process.stderr, print);

process.on('beforeExit', () => atEmptyLoop?.());
process.on('uncaughtException', (error) => crash(error, 129));
process.on('unhandledRejection', (reason) => {
  crash(new RuntimeError('Runtime.UnhandledPromiseRejection', String(reason)), 128);
});

try {
  const handler = await loadHandler(taskRoot, handlerName);
  refuseCallbacks(handler);
  parentPort?.on('message', (invocation: Invocation) => invoke(handler, invocation));
  send({ kind: 'done', payload: 'null', usedBytes: usedBytes() });
} catch (error) {
  fail(error);
}

function refuseCallbacks({ length }: Handler): void {
  const major = Number(/^nodejs(\d+)/.exec(runtime)?.[1]);
  if (length < 3 || major < 24) return;
  throw new RuntimeError(
    'Runtime.CallbackHandlerDeprecated',
    'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify ' +
      'this function to use a supported handler signature to use Node.js 24 or later. For more information see ' +
      'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
  );
}

function invoke(handler: Handler, invocation: Invocation): void {
  // Only what the handler itself waits for shall keep the event loop from being empty.
  parentPort?.unref();
  requestId = invocation.requestId;
  const context = {
    ...sharedMembers,
    awsRequestId: requestId,
    clientContext: undefined,
    identity: undefined,
    getRemainingTimeInMillis: () => invocation.deadlineMs - Date.now(),
  };
  atEmptyLoop = runHandler(handler, JSON.parse(invocation.event), context, { succeed, fail });
}

function succeed(result: unknown): void {
  const payload = stringify(result);
  awaitNext();
  send({ kind: 'done', payload, usedBytes: usedBytes() });
}

function fail(error: unknown): void {
  awaitNext();
  send({ kind: 'failed', error: describeError(error), usedBytes: usedBytes() });
}

function awaitNext(): void {
  atEmptyLoop = undefined;
  parentPort?.ref();
}

function stringify(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch {
    throw new RuntimeError('Runtime.JSONStringifyError', 'Unable to stringify response body');
  }
}

function crash(error: unknown, exitCode: number): void {
  send({ kind: 'crashed', error: describeError(error) });
  process.exit(exitCode);
}

function usedBytes(): number {
  const { total_physical_size: heap, external_memory: buffers } = getHeapStatistics();
  return heap + buffers;
}

function send(message: InstanceMessage): void {
  parentPort?.postMessage(message);
}
