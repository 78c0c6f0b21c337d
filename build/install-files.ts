import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesBelow } from './unchanged.ts';

/** No build takes as long; what is older was left by one that was killed. */
const leftoverAgeMs = 10 * 60 * 1000;

/** Moves files from one folder to another, each whole at any moment, and removes what else the other one holds. */
export async function installFiles(from: string, to: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    await rename(join(from, file), join(to, file));
  }
  const wanted = new Set(files);
  const old = (await filesBelow(to)).filter((file) => !wanted.has(file));
  for (const file of old) await rm(join(to, file), { force: true });
}

/** Removes the folders in which killed builds have left their files. */
export async function removeLeftovers(dist: string): Promise<void> {
  for (const name of (await readdir(dist)).filter((entry) => entry.startsWith('.building-'))) {
    const age = Date.now() - (await modifiedAt(join(dist, name)));
    if (age > leftoverAgeMs) await rm(join(dist, name), { recursive: true, force: true });
  }
}

/** A folder that its own build has just removed counts as new. */
async function modifiedAt(folder: string): Promise<number> {
  try {
    return (await stat(folder)).mtimeMs;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Date.now();
    throw error;
  }
}
