import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { SqlError } from '../engine.ts';
import { type ObjectUrl, printObjectUrl } from './object-url.ts';

/** One object of a bucket. */
export interface BucketObject {
  /** `s3://bucket/key`. */
  readonly url: string;
  readonly path: string;
  readonly bytes: number;
}

/** @throws SqlError when there is no such bucket. */
export function requireBucket(bucketsFolder: string, bucket: string): string {
  const folder = join(bucketsFolder, bucket);
  if (existsSync(folder)) return folder;
  throw new SqlError(`ERROR: S3ServiceException:The specified bucket does not exist ${bucket}`);
}

/** Lists the objects whose keys begin with the prefix, in the order of their keys. */
export function listObjects(bucketsFolder: string, { bucket, key: prefix }: ObjectUrl): BucketObject[] {
  const folder = requireBucket(bucketsFolder, bucket);
  // Only the folder that holds all such keys is walked; a key with dots for folders names nothing.
  const within = prefix.includes('/') ? `${dirname(`${prefix}x`)}/` : '';
  if (/(^|\/)\.{1,2}\//.test(within) || !existsSync(join(folder, within))) return [];
  return readdirSync(join(folder, within), { recursive: true, encoding: 'utf8' })
    .map((name) => within + name.split(sep).join('/'))
    .filter((key) => key.startsWith(prefix) && statSync(join(folder, key)).isFile())
    .sort()
    .map((key) => objectAt(folder, bucket, key));
}

/** As `listObjects`; throws SqlError when no key begins so. */
export function findObjects(bucketsFolder: string, prefix: ObjectUrl): BucketObject[] {
  const objects = listObjects(bucketsFolder, prefix);
  if (objects.length === 0) throw new SqlError(`ERROR: The specified S3 prefix '${prefix.key}' does not exist`);
  return objects;
}

/** The object with exactly this key; undefined when there is none. */
export function findObject(bucketsFolder: string, url: ObjectUrl): BucketObject | undefined {
  return listObjects(bucketsFolder, url).find((object) => object.url === printObjectUrl(url));
}

function objectAt(folder: string, bucket: string, key: string): BucketObject {
  const path = join(folder, key);
  return { url: printObjectUrl({ bucket, key }), path, bytes: statSync(path).size };
}
