import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { type BuildFolders, type BuildInputs, ownInputs } from './part.ts';

/** The pages' scripts in `web/`; each becomes `NAME.js` and, if it imports styles, `NAME.css`. */
const entryPoints = ['web/main.tsx', 'web/portfolio.tsx', 'web/explorer.tsx'];

/** Web workers of the explorer's editor; each becomes `workers/NAME.js`. */
const workers = {
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
};

const copiedFile = /\.(html|svg|png|ico|webmanifest)$/;

const browserOptions = {
  bundle: true,
  minify: true,
  target: 'es2022',
  platform: 'browser',
  define: { 'process.env.NODE_ENV': '"production"' },
  metafile: true,
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** Bundles the web pages and copies their HTML and images. */
export async function buildWeb(folders: BuildFolders): Promise<BuildInputs> {
  const [pages, workerScripts] = await Promise.all([bundlePages(folders), bundleWorkers(folders), copyFiles(folders)]);
  return ownInputs([pages.metafile, workerScripts.metafile]);
}

function bundlePages({ root, outdir }: BuildFolders) {
  return build({
    ...browserOptions,
    absWorkingDir: root,
    entryPoints,
    outdir,
    // The pages share React in a chunk of its own.
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    assetNames: 'assets/[name]-[hash]',
    loader: { '.ttf': 'file', '.svg': 'file', '.png': 'file' },
  });
}

function bundleWorkers({ root, outdir }: BuildFolders) {
  return build({
    ...browserOptions,
    absWorkingDir: root,
    entryPoints: workers,
    outdir: join(outdir, 'workers'),
    format: 'iife',
  });
}

async function copyFiles({ root, outdir }: BuildFolders): Promise<void> {
  const files = (await readdir(join(root, 'web'))).filter((file) => copiedFile.test(file));
  await Promise.all(files.map((file) => copyFile(join(root, 'web', file), join(outdir, file))));
}
