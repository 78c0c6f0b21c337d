import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build, type Plugin } from 'esbuild';

/** A bundle has no module of its own, so each file is told its address. */
const keepAddresses: Plugin = {
  name: 'keep-addresses',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const address = JSON.stringify(pathToFileURL(path).href);
      return { contents: source.replaceAll('import.meta.url', address), loader: 'ts' };
    });
  },
};

/** Bundles by the path of their file; a process has loaded its own sources but once, too. */
const bundles = new Map<string, Promise<string>>();

/**
 * Starts a TypeScript file as a worker thread, with `workerData` for it.
 *
 * A thread takes no TypeScript loader over from its process, and loading one takes 0.3 s; a bundle is ready in less, and
 * for the next thread of the process it is there.
 */
export async function startThread(entry: URL, workerData: unknown): Promise<Worker> {
  const path = fileURLToPath(entry);
  const bundled = bundles.get(path) ?? bundle(path);
  bundles.set(path, bundled);
  return new Worker(await bundled, { eval: true, workerData, execArgv: ['--enable-source-maps'] });
}

async function bundle(path: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    plugins: [keepAddresses],
    banner: { js: `globalThis.require = require('node:module').createRequire(${JSON.stringify(path)});` },
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`esbuild made nothing of ${path}`);
  return output.text;
}
