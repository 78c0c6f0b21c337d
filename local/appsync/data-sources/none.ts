/**
 * Stands for AppSync's NONE data source: the payload of the request is the result. Leaves out nothing.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-none-js.html
 */
import type { InvocationReply } from '../options.ts';

/** Answers a request with its own payload. */
export function sendToNone({ payload = null }: Readonly<Record<string, unknown>>): InvocationReply {
  return { ok: true, payload };
}
