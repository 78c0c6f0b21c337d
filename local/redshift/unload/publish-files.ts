import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listObjects } from '../copy/bucket-objects.ts';
import { type ObjectUrl, readObjectUrl } from '../copy/object-url.ts';
import type { BucketRights } from '../namespace/bucket-rights.ts';
import { manifestText, type UnloadedFile } from './manifest-text.ts';
import type { UnloadColumn } from './unload-columns.ts';
import { fileName, keyPrefix, publish, removeObjects, type WrittenFile } from './unload-files.ts';
import type { UnloadStatement } from './unload-statement.ts';
import type { WrittenPartition } from './write-files.ts';

/** Where an UNLOAD's files go, and come from. */
export interface Destination {
  readonly bucketsFolder: string;
  /** Holds the written files. */
  readonly aside: string;
  readonly rights: BucketRights;
}

/**
 * Puts all files of an UNLOAD into their bucket, each in one step, and the manifest last.
 *
 * @returns number of rows, without header lines.
 * @throws SqlError, before anything has changed, when the role may not write or remove one of the objects.
 */
export function publishFiles(
  { bucketsFolder, aside, rights }: Destination,
  statement: UnloadStatement,
  written: readonly WrittenPartition[],
  columns: readonly UnloadColumn[],
): number {
  const { target, options } = statement;
  const targets = listTargets(statement, written);
  const manifestUrl = { bucket: target.bucket, key: `${target.key}manifest` };
  for (const { url } of targets) requireWritable(url, rights);
  if (options.manifest !== 'none') requireWritable(manifestUrl, rights);
  const cleaned = options.existingFiles === 'clean' ? listPrefixes(statement, written) : [];
  for (const prefix of cleaned) requireRemovable(bucketsFolder, prefix, rights);
  for (const prefix of cleaned) removeObjects(bucketsFolder, prefix);
  const files: UnloadedFile[] = targets.map(({ url, file }) => ({
    ...publish(bucketsFolder, file.path, url),
    rows: file.rows,
  }));
  if (options.manifest !== 'none') {
    const path = join(aside, 'manifest');
    writeFileSync(path, manifestText(files, columns, options.manifest));
    publish(bucketsFolder, path, manifestUrl);
  }
  const headers = options.hasHeader ? files.length : 0;
  return files.reduce((sum, { rows }) => sum + rows, 0) - headers;
}

function listTargets(
  { target, options }: UnloadStatement,
  written: readonly WrittenPartition[],
): Array<{ readonly url: ObjectUrl; readonly file: WrittenFile }> {
  return written.flatMap(({ name, files }) =>
    files.map((file, part) => ({
      url: { bucket: target.bucket, key: keyPrefix(target, name) + fileName(part, options) },
      file,
    })),
  );
}

/** What CLEANPATH empties: the folders of the partitions that are written, or all that begins with the target. */
function listPrefixes({ target, options }: UnloadStatement, written: readonly WrittenPartition[]): ObjectUrl[] {
  if (options.partitionBy.length === 0) return [target];
  return written.map(({ name }) => ({ bucket: target.bucket, key: keyPrefix(target, name) }));
}

/** UNLOAD needs to read the bucket that it writes to, says its documentation. */
function requireWritable(url: ObjectUrl, rights: BucketRights): void {
  rights.require('s3:PutObject', url);
  rights.require('s3:GetObject', url);
}

function requireRemovable(bucketsFolder: string, prefix: ObjectUrl, rights: BucketRights): void {
  for (const { url } of listObjects(bucketsFolder, prefix)) rights.require('s3:DeleteObject', readObjectUrl(url));
}
