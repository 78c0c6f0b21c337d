import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { answerFor, query } from './greeting.ts';
import { type Load, type LoadOptions, load } from './load.ts';
import { type ServerKind, type ServerProcess, startServer } from './server.ts';

/** How the servers are compared; `folder` holds the cloud assembly. */
export interface SpeedOptions {
  readonly folder: string;
  readonly rounds: number;
  /** How long each load lasts. */
  readonly until: LoadOptions['until'];
  readonly connections: number;
}

const kinds: readonly ServerKind[] = ['appsync', 'yoga', 'bare'];

/** The loads of every server, round by round; in a round one server after the other, each round from another one on. */
export async function measureSpeed(options: SpeedOptions): Promise<Record<ServerKind, Load[]>> {
  const { folder, rounds, until, connections } = options;
  const stateFolder = join(folder, 'speed');
  mkdirSync(stateFolder);
  const loads: Record<ServerKind, Load[]> = { appsync: [], yoga: [], bare: [] };
  const servers = new Map<ServerKind, ServerProcess>();
  const measure = (kind: ServerKind) => loadGreetings(servers.get(kind), until, connections);
  try {
    for (const kind of kinds)
      servers.set(kind, await startServer({ kind, assemblyFolder: join(folder, 'cdk.out'), stateFolder }));
    // Warm-up: V8 compiles what runs often.
    for (const kind of kinds) await measure(kind);
    for (let round = 0; round < rounds; round += 1) {
      const order = kinds.map((_, index) => kinds[(index + round) % kinds.length] ?? 'appsync');
      for (const kind of order) loads[kind].push(await measure(kind));
    }
    return loads;
  } finally {
    for (const server of servers.values()) await server.close();
  }
}

const names = Array.from({ length: 100 }, (_, index) => `customer ${index}`);
const bodies = names.map((name) => JSON.stringify({ query, variables: { name } }));
const answers = new Set(names.map((name) => JSON.stringify(answerFor(name))));

function loadGreetings(
  server: ServerProcess | undefined,
  until: LoadOptions['until'],
  connections: number,
): Promise<Load> {
  if (!server) throw new Error('the server was not started');
  const headers = { 'content-type': 'application/json', ...(server.token && { authorization: server.token }) };
  return load({
    url: server.url,
    connections,
    until,
    requests: bodies.map((body) => ({ headers, body })),
    isRight: (body) => answers.has(body),
  });
}
