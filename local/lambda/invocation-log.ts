import type { LambdaFunction } from './functions.ts';
import type { Instance } from './instance.ts';
import type { FunctionError } from './messages.ts';
import type { Outcome } from './watch-worker.ts';

/**
 * Invokes an instance and logs that as Lambda does: START, the error if there is one, END and REPORT; the report of its
 * first invocation tells how long its start took.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 */
export async function invokeLogged(
  lambda: LambdaFunction,
  instance: Instance,
  invocation: { readonly requestId: string; readonly event: string; readonly log: (line: string) => void },
): Promise<Outcome> {
  const { requestId, event, log } = invocation;
  log(`START RequestId: ${requestId} Version: $LATEST`);
  const start = performance.now();
  const outcome = await instance.invoke(requestId, event);
  const milliseconds = performance.now() - start;
  if (!outcome.ok) for (const line of errorLines(requestId, outcome.error)) log(line);
  log(`END RequestId: ${requestId}`);
  log(reportLine(lambda, instance, { requestId, milliseconds, outcome }));
  return outcome;
}

/** An error of a function, one line of its stack each. */
export function errorLines(requestId: string, { errorType, errorMessage, trace }: FunctionError): string[] {
  return [`${errorType}: ${errorMessage}`, ...trace.slice(1)].map((line) => `${requestId}: ${line}`);
}

interface Run {
  readonly requestId: string;
  readonly milliseconds: number;
  readonly outcome: Outcome;
}

function reportLine(
  { memoryMegabytes }: LambdaFunction,
  instance: Instance,
  { requestId, milliseconds, outcome }: Run,
): string {
  const initMilliseconds = instance.takeInitMilliseconds();
  // The initialization is billed since August 2025.
  const billed = Math.ceil(milliseconds + (initMilliseconds ?? 0));
  return [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${milliseconds.toFixed(2)} ms`,
    `Billed Duration: ${billed} ms`,
    `Memory Size: ${memoryMegabytes} MB`,
    `Max Memory Used: ${Math.ceil(instance.usedBytes() / 2 ** 20)} MB`,
    ...(initMilliseconds === undefined ? [] : [`Init Duration: ${initMilliseconds.toFixed(2)} ms`]),
    ...(outcome.ok || instance.isAlive() ? [] : statusOf(outcome.error)),
  ].join('\t');
}

/** What a report says of an invocation that its instance did not survive. */
function statusOf({ errorType }: FunctionError): string[] {
  return errorType === 'Sandbox.Timedout' ? ['Status: timeout'] : ['Status: error', `Error Type: ${errorType}`];
}
