import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { Command } from 'commander';
import type { Load } from './appsync/load.ts';
import type { ServerKind } from './appsync/server.ts';
import { readCount } from './running/read-count.ts';
import { tellGoal } from './running/tell-goal.ts';

/** One line for the list of benches. */
export const description =
  'requests per second of the local AppSync beside graphql-yoga and bare graphql-js, and its heap';

const leastRatio = 2;
const mostGrowthBytes = 5_000_000;

/** What each server does with a request besides answering it. */
const duties: Readonly<Record<ServerKind, string>> = {
  appsync: 'verifies RS256, counts for WAF, runs APPSYNC_JS',
  yoga: 'checks no token; remembers documents',
  bare: 'checks no token; parses and validates each time',
};

interface AppSyncBenchOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
}

/** The heap is looked at after so many requests. */
const heapAfter = { first: 20_000, last: 100_000 };

/** Measures speed, then memory; true when both goals are reached. */
export async function run(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  // Loaded when the bench runs: the list of benches does without the CDK.
  const { synthesizeGreetingStack } = await import('./appsync/greeting-stack.ts');
  const folder = await mkdtemp(join(tmpdir(), 'recourse-appsync-'));
  try {
    synthesizeGreetingStack(join(folder, 'cdk.out'));
    return [await compareSpeed(folder, options), await watchHeap(folder, options)].every(Boolean);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function compareSpeed(folder: string, { rounds, seconds, connections }: AppSyncBenchOptions): Promise<boolean> {
  const { measureSpeed } = await import('./appsync/measure-speed.ts');
  const loads = await measureSpeed({ folder, rounds, connections, until: { seconds } });
  const table = new Table({
    head: ['', 'requests/s', 'p50', 'p99', 'AppSync to it', 'it also'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  const ratioTo = (kind: ServerKind) =>
    median(loads.appsync.map((load, round) => load.requestsPerSecond / (loads[kind][round]?.requestsPerSecond ?? 0)));
  for (const kind of Object.keys(loads) as ServerKind[]) {
    const of = (figure: keyof Load) => median(loads[kind].map((load) => load[figure]));
    const times = [of('p50Ms'), of('p99Ms')].map((ms) => `${ms.toFixed(2)} ms`);
    table.push([kind, of('requestsPerSecond').toFixed(0), ...times, ratioTo(kind).toFixed(2), duties[kind]]);
  }
  console.log(`Medians of ${rounds} rounds, ${connections} connections.\n${table}`);
  const figures = `${ratioTo('yoga').toFixed(2)} of at least ${leastRatio}`;
  return tellGoal(ratioTo('yoga') >= leastRatio, `requests/s to graphql-yoga: ${figures}`);
}

async function watchHeap(folder: string, { connections }: AppSyncBenchOptions): Promise<boolean> {
  const { measureHeap } = await import('./appsync/measure-heap.ts');
  const { early, late } = await measureHeap({ folder, connections, ...heapAfter });
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(2);
  const name = `heap after request ${heapAfter.first} and ${heapAfter.last}, all different`;
  const figures = `${megabytes(early)} and ${megabytes(late)} MB, grown ${megabytes(late - early)} of at most ${megabytes(mostGrowthBytes)} MB`;
  return tellGoal(late - early < mostGrowthBytes, `${name}: ${figures}`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2;
}

function readOptions(args: readonly string[]): AppSyncBenchOptions {
  return new Command('npm run bench -- appsync')
    .description(description)
    .option('--rounds <n>', 'rounds, each of all three servers', readCount, 7)
    .option('--seconds <n>', 'seconds of load on each server in a round', readCount, 3)
    .option('--connections <n>', 'connections at a time', readCount, 32)
    .parse([...args], { from: 'user' })
    .opts<AppSyncBenchOptions>();
}
