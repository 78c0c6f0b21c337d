import { join } from 'node:path';
import { build } from 'esbuild';
import { type BuildFolders, type BuildInputs, ownInputs } from './part.ts';

/** Lambda functions by name; the bundle of `handlers/NAME.ts` is the asset folder `NAME/`. */
const functionNames = ['predictions'] as const;

/** Bundles each Lambda with the AWS SDK into `NAME/index.mjs`, the same bytes for the same sources. */
export async function buildHandlers({ root, outdir }: BuildFolders): Promise<BuildInputs> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: functionNames.map((name) => ({ in: `handlers/${name}.ts`, out: join(name, 'index') })),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    // The oldest Node that runs the bundle: Lambda's is newer, a laptop may have 20.
    target: 'node20',
    platform: 'node',
    format: 'esm',
    // The SDK's CommonJS build is half as large again.
    mainFields: ['module', 'main'],
    loader: { '.sql': 'text' },
    // CommonJS packages inside the bundle call require for Node's own modules.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    metafile: true,
    logLevel: 'silent',
  });
  return ownInputs([metafile]);
}
