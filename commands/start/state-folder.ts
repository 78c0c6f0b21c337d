import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const lockFile = 'lock.duckdb';

/** Held for as long as this process lives, however it ends. */
const held: DuckDBInstance[] = [];

/**
 * Takes the state folder for this process alone, and makes it when missing.
 *
 * @throws Error saying what to do when another start has the folder, or when it cannot be used.
 */
export async function takeStateFolder(folder: string): Promise<void> {
  try {
    makeFolder(resolve(folder));
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

/** Forgets all that a folder taken before holds. */
export function clearStateFolder(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => entry !== lockFile))
    rmSync(join(folder, name), { recursive: true, force: true });
}

/** Makes the folder and those above it; Node's own way never ends where the system allows no folder, as in /proc. */
function makeFolder(folder: string): void {
  if (!existsSync(folder)) {
    makeFolder(dirname(folder));
    mkdirSync(folder);
  } else if (!statSync(folder).isDirectory()) throw new Error(`${folder} is a file`);
}
