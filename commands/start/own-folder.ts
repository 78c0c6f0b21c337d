import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** A folder that a command keeps for itself. */
export interface OwnFolder {
  /** What the folder is called, e.g. `state folder`. */
  readonly title: string;
  /** The option that chooses it. */
  readonly option: string;
  /** What keeps it, e.g. `start`. */
  readonly keeper: string;
  /** What is kept in it; what is on its way to such a file has its name and an ending. */
  readonly entries: readonly string[];
}

const lockFile = 'lock.duckdb';

/** Held for as long as this process lives, however it ends. */
const held: DuckDBInstance[] = [];

/**
 * Takes a folder for this process alone, and makes it when missing.
 *
 * @throws Error saying what to do when another process has the folder, when it holds anything else, or cannot be used.
 */
export async function takeFolder(own: OwnFolder, folder: string): Promise<void> {
  try {
    makeFolder(resolve(folder));
    const stranger = readdirSync(folder).find((name) => !isOurs(own, name));
    if (stranger !== undefined) throw new Error(`it holds ${stranger}, which no ${own.keeper} has put there`);
    // People's data are in it.
    chmodSync(folder, 0o700);
    // DuckDB locks an open file by the operating system's means, which Node does not offer: no lock outlives its holder.
    held.push(await DuckDBInstance.create(join(folder, lockFile)));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const problem = /Could not set lock|being used by another process/.test(reason)
      ? `is in use by another ${own.keeper}; end that one, or choose another folder with ${own.option}`
      : `cannot be used (${reason}); choose another with ${own.option}`;
    throw new Error(`The ${own.title} ${folder} ${problem}`, { cause });
  }
}

/** Forgets all that was put into a folder taken before. */
export function clearFolder(own: OwnFolder, folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => isOurs(own, entry) && !entry.startsWith(lockFile)))
    rmSync(join(folder, name), { recursive: true, force: true });
}

function isOurs({ entries }: OwnFolder, name: string): boolean {
  return [lockFile, ...entries].some((entry) => name === entry || name.startsWith(`${entry}.`));
}

/** Makes the folder and those above it; Node's own way never ends where the system allows no folder, as in /proc. */
function makeFolder(folder: string): void {
  if (!existsSync(folder)) {
    makeFolder(dirname(folder));
    mkdirSync(folder);
  } else if (!statSync(folder).isDirectory()) throw new Error(`${folder} is a file`);
}
