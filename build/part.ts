import type { Metafile } from 'esbuild';

/** What can be built on its own: the resolver bundles, the Lambda bundles, the web page. */
export const partNames = ['resolvers', 'handlers', 'web'] as const;

/** Name of a part, and of its folder in `dist/`. */
export type PartName = (typeof partNames)[number];

/** Where a part is read from and written to; both absolute. */
export interface BuildFolders {
  /** The repository. */
  readonly root: string;
  /** The part's own output folder, empty when the build starts. */
  readonly outdir: string;
}

/** Files that a build read, relative to the repository, besides those that npm installed. */
export type BuildInputs = readonly string[];

/** Builds one part and tells what it read. */
export type BuildPart = (folders: BuildFolders) => Promise<BuildInputs>;

/** The repository's own files among those that esbuild read; the lock file speaks for the installed ones. */
export function ownInputs(metafiles: readonly Metafile[]): BuildInputs {
  const paths = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  return [...new Set(paths)].filter((path) => !path.startsWith('node_modules/') && !path.includes(':')).sort();
}
