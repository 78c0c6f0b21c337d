import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { type BuildFolders, type BuildInputs, ownInputs } from './part.ts';

/** Most characters that AppSync takes as the code of one resolver. */
export const maxResolverCharacters = 32_768;

/** A resolver file is named after its field, `Type.field.ts`; other files are imported by these. */
const resolverFile = /^[A-Z]\w*\.[a-z]\w*\.ts$/;

/**
 * Bundles each resolver as AWS asks for it, into `Type.field.js`.
 * https://docs.aws.amazon.com/appsync/latest/devguide/additional-utilities.html
 *
 * @throws Error naming the resolver whose bundle AppSync would refuse for its size.
 */
export async function buildResolvers({ root, outdir }: BuildFolders): Promise<BuildInputs> {
  const files = (await readdir(join(root, 'resolvers'))).filter((file) => resolverFile.test(file)).sort();
  const metafiles = await Promise.all(files.map((file) => bundleResolver(root, outdir, file)));
  return ownInputs(metafiles);
}

async function bundleResolver(root: string, outdir: string, file: string): Promise<Metafile> {
  const withMap = await bundle(root, file, 'inline');
  // The map helps CloudWatch name source lines, but it counts as code.
  const { code, metafile } = withMap.code.length <= maxResolverCharacters ? withMap : await bundle(root, file, false);
  if (code.length > maxResolverCharacters) {
    throw new Error(
      `resolvers/${file}: its bundle has ${code.length} characters, AppSync takes ${maxResolverCharacters}`,
    );
  }
  await writeFile(join(outdir, file.replace(/\.ts$/, '.js')), code);
  return metafile;
}

async function bundle(root: string, file: string, sourcemap: 'inline' | false) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join('resolvers', file)],
    outdir: 'dist/resolvers',
    bundle: true,
    sourcemap,
    sourcesContent: false,
    target: 'esnext',
    platform: 'node',
    format: 'esm',
    external: ['@aws-appsync/utils'],
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`resolvers/${file}: esbuild wrote nothing`);
  return { code: output.text, metafile };
}
