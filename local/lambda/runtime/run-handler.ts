import type { Handler } from './load-handler.ts';
import { RuntimeError } from './runtime-error.ts';

/** Where the end of an invocation is told. */
export interface Listener {
  /** Throws when the result is no JSON. */
  readonly succeed: (result: unknown) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Calls a handler in any of the three ways that Lambda's Node.js runtime has: it returns a promise, calls its third
 * argument, or calls `context.done`, `succeed` or `fail`; the first of them counts. Returns what to do once the event loop
 * has nothing left: a callback waits for that unless `context.callbackWaitsForEmptyEventLoop` is false.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function runHandler(
  handler: Handler,
  event: unknown,
  members: Readonly<Record<string, unknown>>,
  listener: Listener,
): () => void {
  let isDone = false;
  let atEmptyLoop = () => (isAsync(handler) ? settle(listener.fail, neverSettled()) : settle(listener.succeed, null));
  const settle = (tell: (value: unknown) => void, value: unknown) => {
    if (isDone) return;
    isDone = true;
    tell(value);
  };
  const succeed = (result?: unknown) => {
    try {
      settle(listener.succeed, result);
    } catch (error) {
      listener.fail(error);
    }
  };
  const fail = (error?: unknown) => settle(listener.fail, error ?? 'handled');
  const done = (error?: unknown, result?: unknown) => (isNothing(error) ? succeed(result) : fail(error));
  const context = { callbackWaitsForEmptyEventLoop: true, succeed, fail, done, ...members };
  let hasCalledBack = false;
  const callback = (error?: unknown, result?: unknown) => {
    if (hasCalledBack) return;
    hasCalledBack = true;
    if (isNothing(error) && context.callbackWaitsForEmptyEventLoop) atEmptyLoop = () => succeed(result);
    else done(error, result);
  };

  try {
    const result = handler(event, context, callback);
    if (isPromise(result)) result.then(succeed, fail);
  } catch (error) {
    callback(error);
  }
  return () => atEmptyLoop();
}

const isNothing = (value: unknown) => value === undefined || value === null;

function isAsync(handler: Handler): boolean {
  return handler.constructor.name === 'AsyncFunction';
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function neverSettled(): RuntimeError {
  return new RuntimeError(
    'Runtime.NodeJsExit',
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that ' +
      'was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes',
  );
}
