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

/**
 * Starts a TypeScript file as a worker thread, with `workerData` for it.
 *
 * A thread takes no TypeScript loader over from its process, and loading one takes 0.3 s; a bundle is ready in 20 ms.
 */
export async function startThread(entry: URL, workerData: unknown): Promise<Worker> {
  const path = fileURLToPath(entry);
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
  const [bundle] = outputFiles;
  if (!bundle) throw new Error(`esbuild made nothing of ${path}`);
  return new Worker(bundle.text, { eval: true, workerData, execArgv: ['--enable-source-maps'] });
}
