import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digests, filesBelow } from '../../build/unchanged.ts';
import { fileDigest, historyFile } from './history.ts';
import type { StartOptions } from './options.ts';
import { digest, type StateStore } from './state.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
/** What the stack is made of; it takes types and constants from `handlers/` and `graphql/`. */
const sources = ['infra', 'sql', 'graphql', 'handlers', 'dist/resolvers', 'dist/handlers'];

/** Folder of the cloud assembly of an installation. */
export function assemblyFolder({ state }: Pick<StartOptions, 'state'>): string {
  return join(state, 'cdk.out');
}

/** Writes the cloud assembly of this installation; false when what an earlier start wrote is still right. */
export async function synthesizeAssembly(options: StartOptions, store: StateStore): Promise<boolean> {
  const { cutOff, rateLimit } = options;
  const outdir = assemblyFolder(options);
  const dataPath = resolve(historyFile(options));
  const inputs = digest(await sourcesDigest(), await fileDigest(dataPath), cutOff, rateLimit);
  if (store.isDone('synthesize', inputs) && existsSync(join(outdir, 'manifest.json'))) return false;
  store.markUndone('synthesize');
  // CDK takes a second to load, and longer than all the rest of a start that finds nothing changed.
  const { synthesize } = await import('../../infra/synthesize.ts');
  // CDK leaves alone an asset that is there, also when a killed start has copied but half of it.
  rmSync(outdir, { recursive: true, force: true });
  synthesize({ outdir, settings: { cutOff, rateLimit, dataPath } });
  store.markDone('synthesize', inputs);
  return true;
}

async function sourcesDigest(): Promise<string> {
  const below = await Promise.all(
    sources.map(async (folder) => (await filesBelow(join(repository, folder))).map((file) => join(folder, file))),
  );
  return JSON.stringify(await digests(repository, [...below.flat(), 'package-lock.json']));
}
