import type { GraphQLResolveInfo } from 'graphql';
import type { InvocationMode, InvocationReply, LambdaDataSource } from '../options.ts';

/** The BatchInvoke requests of one request, which wait to travel together. */
export interface Batches {
  /**
   * Lets the batches below a field wait until its value is there: what its other items ask for shall come along. A batch
   * waits for no field that is not above it.
   */
  whileResolving<Value>(info: GraphQLResolveInfo, value: Promise<Value>): Promise<Value>;
  /** Adds a payload and waits for its own part of the reply. */
  add(batch: Batch, info: GraphQLResolveInfo, payload: unknown): Promise<InvocationReply>;
}

/** What is sent together: the payloads of one step of one field's resolver. */
export interface Batch {
  readonly key: string;
  readonly source: LambdaDataSource;
  /** Most payloads in one invocation. */
  readonly size: number;
  readonly mode: InvocationMode;
}

/** What AppSync assumes where a resolver sets no size. https://github.com/aws/aws-appsync-community/issues/51 */
export const defaultBatchSize = 5;

interface Entry {
  readonly path: string;
  readonly payload: unknown;
  readonly settle: (reply: InvocationReply | Promise<never>) => void;
}

/** Opens the batches of a request; payloads travel in the order in which they were added. */
export function openBatches(): Batches {
  const resolving = new Map<string, number>();
  const waiting = new Map<string, { readonly batch: Batch; entries: Entry[] }>();
  let isScheduled = false;

  const mayGrow = ({ path }: Entry) => [...resolving.keys()].some((above) => path.startsWith(`${above}/`));

  function flush(): void {
    isScheduled = false;
    for (const open of waiting.values()) {
      const ready = open.entries.filter((entry) => !mayGrow(entry));
      open.entries = open.entries.filter(mayGrow);
      for (let start = 0; start < ready.length; start += open.batch.size) {
        void send(open.batch, ready.slice(start, start + open.batch.size));
      }
    }
  }

  function schedule(): void {
    if (isScheduled || waiting.size === 0) return;
    isScheduled = true;
    // After the microtasks that let the fields reach their resolvers.
    void Promise.resolve().then(() => process.nextTick(flush));
  }

  return {
    async whileResolving(info, value) {
      // Nothing lies below a leaf.
      if (!info.fieldNodes[0]?.selectionSet) return value;
      const path = pathOf(info);
      resolving.set(path, (resolving.get(path) ?? 0) + 1);
      try {
        return await value;
      } finally {
        const left = (resolving.get(path) ?? 0) - 1;
        if (left > 0) resolving.set(path, left);
        else resolving.delete(path);
        schedule();
      }
    },
    add: (batch, info, payload) =>
      new Promise((settle) => {
        const open = waiting.get(batch.key) ?? { batch, entries: [] };
        waiting.set(batch.key, open);
        open.entries.push({ path: pathOf(info), payload, settle });
        schedule();
      }),
  };
}

/** The field's response path without list indexes: all items of a list have the same. */
function pathOf({ path }: GraphQLResolveInfo): string {
  let text = '';
  for (let step: GraphQLResolveInfo['path'] | undefined = path; step; step = step.prev) {
    if (typeof step.key === 'string') text = text === '' ? step.key : `${step.key}/${text}`;
  }
  return text;
}

async function send({ source, mode }: Batch, entries: readonly Entry[]): Promise<void> {
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
