/**
 * Stands for Lambda's Node.js runtime: it runs inside an instance's worker thread, loads the handler once and calls it for
 * each invocation. Leaves out callbacks, response streaming and the freezing of work that outlives its invocation.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { FunctionError, Initialization, InstanceMessage, Invocation } from './messages.ts';

type Handler = (event: unknown, context: object) => unknown;

const { moduleUrl, exportName, context } = workerData as Initialization;
let requestId = '';

// One port for output and results keeps what an invocation printed ahead of its end.
forwardOutput(process.stdout);
forwardOutput(process.stderr);

try {
  const handler = await loadHandler();
  parentPort?.on('message', (invocation: Invocation) => invoke(handler, invocation));
  send({ kind: 'done', payload: 'null' });
} catch (error) {
  send({ kind: 'failed', error: describe(error) });
}

async function loadHandler(): Promise<Handler> {
  const module = await import(moduleUrl);
  const handler: unknown = module[exportName] ?? module.default?.[exportName];
  if (typeof handler === 'function') return (event, context) => handler(event, context);
  throw Object.assign(new Error(`${moduleUrl} exports no function "${exportName}"`), {
    name: 'Runtime.HandlerNotFound',
  });
}

async function invoke(handler: Handler, invocation: Invocation): Promise<void> {
  requestId = invocation.requestId;
  const remaining = () => Math.max(0, invocation.deadlineMs - Date.now());
  try {
    const result = await handler(JSON.parse(invocation.event), {
      ...context,
      awsRequestId: requestId,
      getRemainingTimeInMillis: remaining,
    });
    send({ kind: 'done', payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    send({ kind: 'failed', error: describe(error) });
  }
}

function describe(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}

function forwardOutput(stream: NodeJS.WriteStream): void {
  stream.write = (chunk: string | Uint8Array, encodingOrDone?: unknown, done?: unknown) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    send({ kind: 'printed', requestId, text });
    const callback = typeof encodingOrDone === 'function' ? encodingOrDone : done;
    if (typeof callback === 'function') process.nextTick(callback);
    return true;
  };
}

function send(message: InstanceMessage): void {
  parentPort?.postMessage(message);
}
