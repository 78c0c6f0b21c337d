import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { importHistory } from '../../data/import-history.ts';
import { writeHistory } from '../../data/write-history.ts';
import type { StartOptions } from './options.ts';
import type { Report } from './progress.ts';
import { digest, type StateStore } from './state.ts';

const generatorFolder = fileURLToPath(new URL('../../data/', import.meta.url));

/** Where the loan history lies that the stack uploads. */
export function historyFile({ state }: Pick<StartOptions, 'state'>): string {
  return join(state, 'data', 'loan_history.csv');
}

/** Makes the loan history, or checks the one that was given; false when what an earlier start made is still right. */
export async function makeHistory(options: StartOptions, store: StateStore, onProgress: Report): Promise<boolean> {
  const target = historyFile(options);
  const { data, rows, seed, cutOff } = options;
  const inputs = data
    ? digest('file', await fileDigest(data), cutOff)
    : digest('generated', rows, seed, cutOff, await generatorDigest());
  if (store.isDone('data', inputs) && existsSync(target)) return false;
  if (data) await importHistory({ source: data, target, cutOff, onProgress });
  else await writeHistory({ path: target, rows, seed, cutOff, onProgress });
  store.markDone('data', inputs);
  return true;
}

/** A digest of a file's content. */
export async function fileDigest(file: string): Promise<string> {
  // The step that reads the file says what is wrong with it.
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return 'missing';
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** A changed generator makes other data from the same seed. */
async function generatorDigest(): Promise<string> {
  const files = readdirSync(generatorFolder).filter((file) => file.endsWith('.ts'));
  return digest(...(await Promise.all(files.sort().map((file) => fileDigest(join(generatorFolder, file))))));
}
