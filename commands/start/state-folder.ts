import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const lockFile = 'lock.duckdb';

/** What a start keeps in its folder; what is on its way to such a file has its name and an ending. */
const entries = [
  ...[lockFile, 'buckets', 'cdk.out', 'cognito.json', 'local.log', 'redshift', 'running.json', 'state.json'],
  'statements.jsonl',
];

/** Held for as long as this process lives, however it ends. */
const held: DuckDBInstance[] = [];

/**
 * Takes the state folder for this process alone, and makes it when missing.
 *
 * @throws Error saying what to do when another start has the folder, when it holds anything else, or cannot be used.
 */
export async function takeStateFolder(folder: string): Promise<void> {
  try {
    makeFolder(resolve(folder));
    const stranger = readdirSync(folder).find((name) => !isOurs(name));
    if (stranger !== undefined) throw new Error(`it holds ${stranger}, which no start has put there`);
    // Borrowers' data are in it.
    chmodSync(folder, 0o700);
    // DuckDB locks an open file by the operating system's means, which Node does not offer: no lock outlives its holder.
    held.push(await DuckDBInstance.create(join(folder, lockFile)));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const problem = /Could not set lock|being used by another process/.test(reason)
      ? `is in use by another start; end that one, or choose another folder with --state`
      : `cannot be used (${reason}); choose another with --state`;
    throw new Error(`The state folder ${folder} ${problem}`, { cause });
  }
}

/** Forgets all that earlier starts have put into a folder taken before. */
export function clearStateFolder(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => isOurs(entry) && !entry.startsWith(lockFile)))
    rmSync(join(folder, name), { recursive: true, force: true });
}

const isOurs = (name: string) => entries.some((entry) => name === entry || name.startsWith(`${entry}.`));

/** Makes the folder and those above it; Node's own way never ends where the system allows no folder, as in /proc. */
function makeFolder(folder: string): void {
  if (!existsSync(folder)) {
    makeFolder(dirname(folder));
    mkdirSync(folder);
  } else if (!statSync(folder).isDirectory()) throw new Error(`${folder} is a file`);
}
