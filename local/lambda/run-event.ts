import { randomUUID } from 'node:crypto';
import type { InstancePool } from './instance-pool.ts';

// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
const retryDelaysMs = [60_000, 120_000];

/**
 * Runs an asynchronous invocation: an event whose function fails is tried twice more, after one minute and after two, under
 * the same request id; then it is discarded.
 */
export async function runEvent(
  pool: InstancePool,
  event: string,
  { log, isClosed }: { readonly log: (line: string) => void; readonly isClosed: () => boolean },
): Promise<void> {
  const requestId = randomUUID();
  for (const delayMs of retryDelaysMs) {
    const { ok } = await pool.invoke(event, requestId);
    if (ok || isClosed()) return;
    log(`${requestId}: the event is tried again in ${delayMs / 1000} seconds`);
    await new Promise<void>((resolve) => setTimeout(resolve, delayMs).unref());
    if (isClosed()) return;
  }
  const { ok } = await pool.invoke(event, requestId);
  if (!ok && !isClosed()) log(`${requestId}: the event is discarded after ${retryDelaysMs.length + 1} attempts`);
}
