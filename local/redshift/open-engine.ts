/**
 * Stands for an Amazon Redshift Serverless workgroup with Redshift ML: SQL, users, roles and grants, COPY from buckets
 * and UNLOAD to them by the rights of the namespace's IAM roles, models that train. Leaves out distribution, the rights
 * behind access keys, procedures, cursors, prepared statements, EXPLAIN, MERGE, PIVOT, late-binding views, other databases
 * and external schemas, datashares, policies on rows and columns, GEOMETRY, VARBYTE and HLLSKETCH; one statement at a time
 * changes data, and an open transaction that has changed some makes all other changes wait.
 */
import { resolve } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../start-thread.ts';
import { type Engine, type Progress, SqlError, StatementCancelledError, type StatementResult } from './engine.ts';
import type { EngineOptions, Failure, ThreadData, ThreadReply, ThreadRequest } from './thread-messages.ts';

/**
 * Statements that may be in flight at once: the 500 that the Data API admits, the ends of its 500 sessions, and what is
 * asked of the catalog. It is the number of a workgroup's connections.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/amazon-redshift-limits.html
 */
const slotCount = 2_000;

/** DuckDB's own lock of the file holds against other processes only. */
const openFolders = new Set<string>();

interface Pending {
  readonly statementId: string;
  readonly resolve: (result: StatementResult) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Opens the engine in a thread of its own.
 *
 * @throws Error when the folder is in use by another engine, or the database cannot be read.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const folder = resolve(options.folder);
  if (openFolders.has(folder)) throw new Error(`The state folder ${folder} is in use by this process`);
  openFolders.add(folder);
  const flags = new Int32Array(new SharedArrayBuffer(slotCount * Int32Array.BYTES_PER_ELEMENT));
  try {
    const data: ThreadData = { options: { ...options, folder, bucketsFolder: resolve(options.bucketsFolder) }, flags };
    const thread = await startThread(new URL('./engine-thread.ts', import.meta.url), data);
    thread.once('exit', () => openFolders.delete(folder));
    await opened(thread);
    return connect(thread, flags);
  } catch (error) {
    openFolders.delete(folder);
    throw error;
  }
}

function opened(thread: Worker): Promise<void> {
  return new Promise((resolvePromise, reject) => {
    thread.once('error', reject);
    thread.once('message', () => {
      thread.off('error', reject);
      resolvePromise();
    });
  });
}

function connect(thread: Worker, flags: Int32Array): Engine {
  const pending = new Map<number, Pending>();
  const listeners = new Set<(progress: Progress) => void>();
  let ended: Error | undefined;
  const say = (request: ThreadRequest) => thread.postMessage(request);
  const closing = watch(thread, pending, listeners, (error) => {
    ended = error;
  });
  const ask = (statementId: string, request: (slot: number) => ThreadRequest) =>
    new Promise<StatementResult>((resolvePromise, reject) => {
      if (ended) return reject(ended);
      const slot = freeSlot(pending);
      if (slot === undefined) return reject(new Error(`More than ${slotCount} statements are in flight`));
      Atomics.store(flags, slot, 0);
      pending.set(slot, { statementId, resolve: resolvePromise, reject });
      return say(request(slot));
    });
  return {
    execute: (statement) => ask(statement.id, (slot) => ({ type: 'execute', slot, statement })),
    closeSession: async (id) => {
      // An engine that is closed, or closes, keeps no session.
      if (!ended) await ask(`close ${id}`, (slot) => ({ type: 'close-session', slot, id }));
    },
    cancel: async (id) => {
      const [slot] = [...pending].find(([, { statementId }]) => statementId === id) ?? [];
      if (slot === undefined) return false;
      Atomics.store(flags, slot, 1);
      say({ type: 'cancel', slot });
      return true;
    },
    onProgress: (listener) => {
      listeners.add(listener);
    },
    close: async () => {
      if (!ended) {
        // Whoever asks again and again would keep it open.
        ended = closedError();
        for (const slot of pending.keys()) Atomics.store(flags, slot, 1);
        say({ type: 'close' });
      }
      await closing;
      await thread.terminate();
    },
  };
}

function freeSlot(pending: ReadonlyMap<number, Pending>): number | undefined {
  for (let slot = 0; slot < slotCount; slot += 1) if (!pending.has(slot)) return slot;
  return undefined;
}

/** Hears the thread; resolves when it has closed its database, or has ended. */
function watch(
  thread: Worker,
  pending: Map<number, Pending>,
  listeners: ReadonlySet<(progress: Progress) => void>,
  onEnd: (error: Error) => void,
): Promise<void> {
  return new Promise((resolvePromise) => {
    const end = (error: Error) => {
      onEnd(error);
      for (const { reject } of pending.values()) reject(error);
      pending.clear();
      resolvePromise();
    };
    thread.on('error', (error) => end(new Error('The SQL engine failed', { cause: error })));
    thread.on('exit', () => end(closedError()));
    thread.on('message', (reply: ThreadReply) => {
      if (reply.type === 'progress') for (const listener of listeners) listener(reply.progress);
      if (reply.type === 'closed') end(closedError());
      if (reply.type !== 'finished' && reply.type !== 'failed') return;
      const statement = pending.get(reply.slot);
      pending.delete(reply.slot);
      if (reply.type === 'finished') statement?.resolve(reply.result);
      else statement?.reject(toError(reply.failure));
    });
  });
}

const closedError = () => new StatementCancelledError('The SQL engine is closed');

function toError({ name, message, stack }: Failure): Error {
  if (name === 'SqlError') return new SqlError(message);
  if (name === 'StatementCancelledError') return new StatementCancelledError(message);
  return new Error(message, { cause: stack });
}
