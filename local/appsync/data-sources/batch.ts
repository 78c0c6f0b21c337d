import type { InvocationMode, InvocationReply, LambdaDataSource } from '../options.ts';

/** The BatchInvoke requests of one field, in one request, that wait to travel together. */
export interface InvocationBatch {
  /** Adds a payload and waits for its own part of the reply. */
  add(payload: unknown): Promise<InvocationReply>;
}

/** What AppSync assumes where a resolver sets no size. https://github.com/aws/aws-appsync-community/issues/51 */
export const defaultBatchSize = 5;

interface Entry {
  readonly payload: unknown;
  readonly settle: (reply: InvocationReply | Promise<never>) => void;
}

/** Opens a batch: payloads added in the same turn are sent together, in order, at most `size` at a time. */
export function openBatch(source: LambdaDataSource, size: number, mode: InvocationMode): InvocationBatch {
  let entries: Entry[] = [];
  const flush = () => {
    const waiting = entries;
    entries = [];
    for (let start = 0; start < waiting.length; start += size) {
      void send(source, waiting.slice(start, start + size), mode);
    }
  };
  return {
    add: (payload) =>
      new Promise((settle) => {
        // After the microtasks that let sibling fields reach their resolvers.
        if (entries.length === 0) void Promise.resolve().then(() => process.nextTick(flush));
        entries.push({ payload, settle });
      }),
  };
}

async function send(source: LambdaDataSource, entries: readonly Entry[], mode: InvocationMode): Promise<void> {
  try {
    const reply = await source.invoke(
      entries.map(({ payload }) => payload),
      mode,
    );
    for (const [index, { settle }] of entries.entries()) {
      settle(mode === 'Event' ? reply : partOf(reply, index, entries.length));
    }
  } catch (error) {
    for (const { settle } of entries) settle(Promise.reject(error));
  }
}

function partOf(reply: InvocationReply, index: number, length: number): InvocationReply {
  if (!reply.ok) return reply;
  if (Array.isArray(reply.payload) && reply.payload.length === length)
    return { ok: true, payload: reply.payload[index] };
  return {
    ok: false,
    error: {
      type: 'MappingTemplate',
      message: `The response of a BatchInvoke must be a list of ${length} items, as many as the request had.`,
    },
  };
}
