import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BucketObject, listObjects, requireBucket } from '../copy/bucket-objects.ts';
import { type ObjectUrl, printObjectUrl } from '../copy/object-url.ts';
import { SqlError } from '../engine.ts';
import type { UnloadOptions } from './unload-statement.ts';

/** A file that is written and waits aside to be put into its bucket. */
export interface WrittenFile {
  readonly path: string;
  /** With the header line. */
  readonly rows: number;
}

/** Holds, among the buckets, what is not in any of them yet; no bucket's name begins so. */
export const asideFolder = '.unload';

/** Opens a folder for one UNLOAD's files; it has the buckets' file system, so that a file moves in one step. */
export function openAside(bucketsFolder: string): string {
  const folder = join(bucketsFolder, asideFolder);
  mkdirSync(folder, { recursive: true });
  return mkdtempSync(join(folder, 'files-'));
}

/** Forgets what a process has left that ended in the middle of an UNLOAD. */
export function clearAside(bucketsFolder: string): void {
  rmSync(join(bucketsFolder, asideFolder), { recursive: true, force: true });
}

/** @throws SqlError when there is no bucket, or objects with the prefix that may not be overwritten. */
export function requireDestination(bucketsFolder: string, target: ObjectUrl, options: UnloadOptions): void {
  requireBucket(bucketsFolder, target.bucket);
  if (options.existingFiles !== 'refuse' || listObjects(bucketsFolder, target).length === 0) return;
  throw new SqlError(
    'ERROR: Specified unload destination on S3 is not empty. Consider using a different bucket / prefix, ' +
      'manually removing the target files in S3, or using the ALLOWOVERWRITE option.',
  );
}

/** What the keys of an UNLOAD begin with; a partition's name comes behind a slash. */
export function keyPrefix({ key }: ObjectUrl, partition: string): string {
  return partition === '' ? key : `${key}${key === '' || key.endsWith('/') ? '' : '/'}${partition}/`;
}

/** The end of a key: the number of the slice and of its part, or of the file when there is but one slice. */
export function fileName(part: number, options: UnloadOptions): string {
  const number = options.isParallel ? `0000_part_${String(part).padStart(2, '0')}` : String(part).padStart(3, '0');
  const known = { parquet: '.parquet', json: '.json', csv: '', text: '' }[options.format];
  const extension = options.extension ?? undefined;
  return extension === undefined ? `${number}${known}${options.isCompressed ? '.gz' : ''}` : `${number}.${extension}`;
}

/** Puts a whole file into its bucket, in one step. */
export function publish(bucketsFolder: string, path: string, url: ObjectUrl): BucketObject {
  const place = join(bucketsFolder, url.bucket, url.key);
  mkdirSync(dirname(place), { recursive: true });
  renameSync(path, place);
  return { url: printObjectUrl(url), path: place, bytes: statSync(place).size };
}

/** Removes all objects with the prefix. */
export function removeObjects(bucketsFolder: string, prefix: ObjectUrl): void {
  for (const { path } of listObjects(bucketsFolder, prefix)) rmSync(path);
}
