import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestText, type UnloadedFile } from './manifest-text.ts';
import type { UnloadColumn } from './unload-columns.ts';
import { fileName, keyPrefix, publish, removeObjects } from './unload-files.ts';
import type { UnloadStatement } from './unload-statement.ts';
import type { WrittenPartition } from './write-files.ts';

/**
 * Puts all files of an UNLOAD into their bucket, each in one step, and the manifest last.
 *
 * @returns number of rows, without header lines.
 */
export function publishFiles(
  bucketsFolder: string,
  { target, options }: UnloadStatement,
  written: readonly WrittenPartition[],
  columns: readonly UnloadColumn[],
  aside: string,
): number {
  const urlOf = (key: string) => ({ bucket: target.bucket, key });
  if (options.existingFiles === 'clean') {
    const prefixes = options.partitionBy.length > 0 ? written.map(({ name }) => keyPrefix(target, name)) : [target.key];
    for (const prefix of prefixes) removeObjects(bucketsFolder, urlOf(prefix));
  }
  const files: UnloadedFile[] = [];
  for (const { name, files: ofPartition } of written) {
    for (const [part, { path, rows }] of ofPartition.entries()) {
      const url = urlOf(keyPrefix(target, name) + fileName(part, options));
      files.push({ ...publish(bucketsFolder, path, url), rows });
    }
  }
  if (options.manifest !== 'none') {
    const path = join(aside, 'manifest');
    writeFileSync(path, manifestText(files, columns, options.manifest));
    publish(bucketsFolder, path, urlOf(`${target.key}manifest`));
  }
  const headers = options.hasHeader ? files.length : 0;
  return files.reduce((sum, { rows }) => sum + rows, 0) - headers;
}
