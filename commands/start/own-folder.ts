import { chmodSync, existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
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

/** By folder; held for as long as this process lives, however it ends, or until the folder is removed. */
const held = new Map<string, DuckDBInstance>();

/** Another process has the folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/**
 * Takes a folder for this process alone, and makes it when missing.
 *
 * @throws Error saying what to do when another process has the folder, when it holds anything else, or cannot be used.
 */
export async function takeFolder(own: OwnFolder, folder: string): Promise<void> {
  try {
    makeFolder(resolve(folder));
    refuseStrangers(own, folder);
    // People's data are in it.
    chmodSync(folder, 0o700);
    // DuckDB locks an open file by the operating system's means, which Node does not offer: no lock outlives its holder.
    held.set(resolve(folder), await DuckDBInstance.create(join(folder, lockFile)));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const where = `The ${own.title} ${folder}`;
    if (/Could not set lock|being used by another process/.test(reason)) {
      const remedy = `end that one, or choose another folder with ${own.option}`;
      throw new FolderInUseError(`${where} is in use by another ${own.keeper}; ${remedy}`, { cause });
    }
    throw new Error(`${where} cannot be used (${reason}); choose another with ${own.option}`, { cause });
  }
}

/** Throws an Error naming what no keeper of such folders has put there. */
function refuseStrangers(own: OwnFolder, folder: string): void {
  const stranger = readdirSync(folder).find((name) => !isOurs(own, name));
  if (stranger !== undefined) throw new Error(`it holds ${stranger}, which no ${own.keeper} has put there`);
}

/** Forgets all that was put into a folder taken before, but for the entries to keep. */
export function clearFolder(own: OwnFolder, folder: string, kept: readonly string[] = []): void {
  const gone = readdirSync(folder).filter((name) => isOurs(own, name) && !name.startsWith(lockFile));
  for (const name of gone.filter((entry) => !kept.includes(entry)))
    rmSync(join(folder, name), { recursive: true, force: true });
}

/** Gives a folder taken before back, and removes it when nothing is left in it. */
export function releaseFolder(folder: string): void {
  held.get(resolve(folder))?.closeSync();
  held.delete(resolve(folder));
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(lockFile))) rmSync(join(folder, name));
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/**
 * Checks that a folder is one that a keeper has made, before anything in it is removed.
 *
 * @param mark is the entry that each of them has.
 * @throws Error saying why it is none.
 */
export function requireOwnFolder(own: OwnFolder, folder: string, mark: string): void {
  try {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error('there is no such folder');
    refuseStrangers(own, folder);
    if (!existsSync(join(folder, mark))) throw new Error(`it has no ${mark}`);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${folder} is no ${own.title}: ${reason}`, { cause });
  }
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
