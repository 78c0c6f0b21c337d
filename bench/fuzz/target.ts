import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { forkScript } from '../running/fork-script.ts';
import { database } from '../running/serve-warehouse.ts';
import type { Ending, TargetReply, TargetRequest } from './target-process.ts';
import { fuzzSession, secret } from './world.ts';

/** How a statement ended, or that it did not, or took the process along. */
export interface Outcome {
  readonly kind: Ending['outcome'] | 'slow' | 'hang' | 'crash';
  readonly message: string;
  readonly ms: number;
}

/** A server with a playground, in a process of its own that a statement may bring down. */
export interface Target {
  /** On its own, or in the session that lasts until the next check. */
  execute(sql: string, user: string, isInSession?: boolean): Promise<Outcome>;
  /** By the Data API, as its caller's own user. */
  executeOverHttp(sql: string): Promise<Outcome>;
  /** Puts the playground back in order and gives what of the rest is not as it was. */
  check(user: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** No statement of the fuzz has work for so long. */
export const boundMs = 10_000;
/** A cancelled statement ends sooner than this. */
const cancelMs = 2_000;

/** Starts a server on a new folder. */
export async function openTarget(): Promise<Target> {
  const folder = await mkdtemp(join(tmpdir(), 'recourse-fuzz-'));
  const { child, died } = forkScript(new URL('./target-process.ts', import.meta.url), {
    args: [folder],
    // What a statement names without a folder is out of bounds for it.
    cwd: folder,
  });
  const ready = await reply(child, died, 'ready');
  if (ready.type !== 'ready') throw new Error(`The server to fuzz did not start: ${ready.message}`);
  const client = new RedshiftDataClient({
    endpoint: ready.url,
    region: 'us-east-1',
    credentials: ready.credentials,
    maxAttempts: 1,
  });
  let id = 0;
  return {
    execute(sql, user, isInSession = false) {
      id += 1;
      const session = isInSession ? { session: fuzzSession } : {};
      return executeIn(child, died, { type: 'execute', id, sql, user, ...session });
    },
    executeOverHttp: (sql) => executeOverHttp(client, died, sql),
    async check(user) {
      tell(child, { type: 'check', user });
      const checked = await within(reply(child, died, 'checked'), boundMs);
      if (!checked) return ['the server no longer answers'];
      return checked.type === 'dead' ? [`the server ${checked.message}`] : checked.breaches;
    },
    async close() {
      client.destroy();
      child.kill('SIGKILL');
      await died;
      await rm(folder, { recursive: true });
    },
  };
}

type Dead = { readonly type: 'dead'; readonly message: string };

function tell(child: ChildProcess, request: TargetRequest): void {
  if (child.connected) child.send(request);
}

/** The next reply of this kind, or the process's end. */
function reply<Type extends TargetReply['type']>(
  child: ChildProcess,
  died: Promise<string>,
  type: Type,
): Promise<(TargetReply & { readonly type: Type }) | Dead> {
  return new Promise((resolve) => {
    const listen = (said: TargetReply) => {
      if (said.type !== type) return;
      child.off('message', listen);
      resolve(said as TargetReply & { readonly type: Type });
    };
    child.on('message', listen);
    died.then((message) => resolve({ type: 'dead', message }));
  });
}

async function executeIn(
  child: ChildProcess,
  died: Promise<string>,
  request: TargetRequest & { readonly type: 'execute' },
): Promise<Outcome> {
  const startedAt = performance.now();
  const ended = reply(child, died, 'ended').then((said) => {
    if (said.type === 'dead') return { kind: 'crash' as const, message: said.message };
    return { kind: said.ending.outcome, message: said.ending.message };
  });
  tell(child, request);
  const inTime = await within(ended, boundMs);
  if (inTime) return { ...inTime, ms: performance.now() - startedAt };
  tell(child, { type: 'cancel', id: request.id });
  const cancelled = await within(ended, cancelMs);
  const message = `it ran for ${boundMs} ms${cancelled ? '' : ' and could not be cancelled'}`;
  return { kind: cancelled ? 'slow' : 'hang', message, ms: performance.now() - startedAt };
}

async function within<Result>(work: Promise<Result>, ms: number): Promise<Result | undefined> {
  const abort = new AbortController();
  const late = sleep(ms, undefined, { signal: abort.signal }).catch(() => undefined);
  const result = await Promise.race([work, late]);
  abort.abort();
  return result;
}

async function executeOverHttp(client: RedshiftDataClient, died: Promise<string>, sql: string): Promise<Outcome> {
  const startedAt = performance.now();
  const dead = died.then((message): Omit<Outcome, 'ms'> => ({ kind: 'crash', message }));
  const outcome = await Promise.race([within(overHttp(client, sql), boundMs + cancelMs), dead]);
  const ms = performance.now() - startedAt;
  return outcome ? { ...outcome, ms } : { kind: 'hang', message: `no answer in ${Math.round(ms)} ms`, ms };
}

async function overHttp(client: RedshiftDataClient, sql: string): Promise<Omit<Outcome, 'ms'>> {
  try {
    const { Id } = await client.send(new ExecuteStatementCommand({ ...database, Sql: sql, WaitTimeSeconds: 10 }));
    const described = await client.send(new DescribeStatementCommand({ Id }));
    const { Status, Error: error = '', HasResultSet } = described;
    if (Status === 'ABORTED') return { kind: 'cancelled', message: error };
    if (Status === 'FAILED') return { kind: error.startsWith('ERROR: ') ? 'refused' : 'fault', message: error };
    if (Status !== 'FINISHED') return { kind: 'slow', message: `it is still ${Status}` };
    if (!HasResultSet) return { kind: 'finished', message: '' };
    const { Records } = await client.send(new GetStatementResultCommand({ Id }));
    return { kind: JSON.stringify(Records).includes(secret) ? 'leak' : 'finished', message: '' };
  } catch (error) {
    const { name, message } = error as Error;
    // What the API itself refuses, such as an empty statement, is an answer too.
    return { kind: name === 'ValidationException' ? 'refused' : 'fault', message: `${name}: ${message}` };
  }
}
