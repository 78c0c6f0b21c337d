import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildHandlers } from './handlers.ts';
import { installFiles, removeLeftovers } from './install-files.ts';
import { type BuildPart, type PartName, partNames } from './part.ts';
import { buildResolvers } from './resolvers.ts';
import { digests, filesBelow, readRecord, sameDigests, writeRecord } from './unchanged.ts';
import { buildWeb } from './web.ts';

/** What became of one part. */
export interface BuiltPart {
  readonly name: PartName;
  /** False when inputs and outputs are those of the last build. */
  readonly rebuilt: boolean;
  readonly milliseconds: number;
}

/** Options of `buildAll`. */
export interface BuildOptions {
  /** @default all parts */
  readonly only?: readonly PartName[];
  /** @default `dist` in the repository */
  readonly outdir?: string;
}

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const builders: Readonly<Record<PartName, BuildPart>> = {
  resolvers: buildResolvers,
  handlers: buildHandlers,
  web: buildWeb,
};

/** Bundles everything that runs from built files, and leaves alone what has not changed since the last build. */
export async function buildAll({
  only = partNames,
  outdir = join(root, 'dist'),
}: BuildOptions = {}): Promise<readonly BuiltPart[]> {
  return Promise.all(only.map((name) => buildPart(name, outdir)));
}

async function buildPart(name: PartName, dist: string): Promise<BuiltPart> {
  const start = performance.now();
  const rebuilt = !(await isUnchanged(name, dist));
  if (rebuilt) await rebuild(name, dist);
  return { name, rebuilt, milliseconds: Math.round(performance.now() - start) };
}

async function isUnchanged(name: PartName, dist: string): Promise<boolean> {
  const record = await readRecord(recordFile(name, dist));
  if (!record) return false;
  const inputs = await digests(root, await inputFiles(name, Object.keys(record.inputs)));
  if (!sameDigests(inputs, record.inputs)) return false;
  const outdir = join(dist, name);
  return sameDigests(await digests(outdir, await filesBelow(outdir)), record.outputs);
}

async function rebuild(name: PartName, dist: string): Promise<void> {
  await mkdir(dist, { recursive: true });
  await removeLeftovers(dist);
  // Another start may be reading what is built, or be building the same, so each file is replaced whole.
  const outdir = await mkdtemp(join(dist, '.building-'));
  try {
    const read = await builders[name]({ root, outdir });
    const inputs = await digests(root, await inputFiles(name, read));
    const outputs = await digests(outdir, await filesBelow(outdir));
    await installFiles(outdir, join(dist, name), Object.keys(outputs));
    await writeRecord(recordFile(name, dist), { inputs, outputs });
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

/** What esbuild read, the part's own folder (a new file counts), the builders and the installed versions. */
async function inputFiles(name: PartName, read: readonly string[]): Promise<string[]> {
  const folders = [name, 'build'];
  const below = await Promise.all(
    folders.map(async (folder) => (await filesBelow(join(root, folder))).map((file) => join(folder, file))),
  );
  return [...new Set([...read, ...below.flat(), 'package-lock.json', 'tsconfig.json'])].sort();
}

function recordFile(name: PartName, dist: string): string {
  return join(dist, `${name}.json`);
}
