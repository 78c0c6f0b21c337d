import type { BucketRights } from '../namespace/bucket-rights.ts';
import { type BucketObject, findObjects } from './bucket-objects.ts';
import type { CopyStatement } from './copy-statement.ts';
import { readManifest } from './manifest.ts';
import { type ObjectUrl, readObjectUrl } from './object-url.ts';

/**
 * The objects that a COPY reads. Its role must be allowed to list and to read them, and what tells how to read them.
 *
 * @throws SqlError when it is not, or there are none.
 */
export function findSources(
  { source, options }: CopyStatement,
  bucketsFolder: string,
  rights: BucketRights,
): BucketObject[] {
  const { format, isManifest } = options;
  if (format.kind === 'json' && typeof format.mapping !== 'string') requireReadable(format.mapping, rights);
  if (isManifest) requireReadable(source, rights);
  else rights.require('s3:ListBucket', source);
  const objects = isManifest ? readManifest(bucketsFolder, source) : findObjects(bucketsFolder, source);
  for (const { url } of objects) rights.require('s3:GetObject', readObjectUrl(url));
  return objects;
}

function requireReadable(url: ObjectUrl, rights: BucketRights): void {
  rights.require('s3:ListBucket', url);
  rights.require('s3:GetObject', url);
}
