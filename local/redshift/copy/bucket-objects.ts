import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { SqlError } from '../engine.ts';

/** One object of a bucket. */
export interface BucketObject {
  /** `s3://bucket/key`. */
  readonly url: string;
  readonly path: string;
  readonly bytes: number;
}

/**
 * Lists the objects whose keys begin with the prefix.
 *
 * @throws SqlError when the bucket is missing or no key begins so.
 */
export function findObjects(bucketsFolder: string, bucket: string, prefix: string): BucketObject[] {
  const folder = join(bucketsFolder, bucket);
  if (!existsSync(folder))
    throw new SqlError(`ERROR: S3ServiceException:The specified bucket does not exist ${bucket}`);
  const keys = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.split(sep).join('/'));
  const objects = keys
    .filter((key) => key.startsWith(prefix) && statSync(join(folder, key)).isFile())
    .sort()
    .map((key) => describe(folder, bucket, key));
  if (objects.length === 0) throw new SqlError(`ERROR: The specified S3 prefix '${prefix}' does not exist`);
  return objects;
}

function describe(folder: string, bucket: string, key: string): BucketObject {
  const path = join(folder, key);
  return { url: `s3://${bucket}/${relative(folder, path).split(sep).join('/')}`, path, bytes: statSync(path).size };
}
