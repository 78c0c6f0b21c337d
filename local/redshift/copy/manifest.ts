import { readFileSync } from 'node:fs';
import { SqlError } from '../engine.ts';
import { type BucketObject, findObject } from './bucket-objects.ts';
import { type ObjectUrl, printObjectUrl, readObjectUrl } from './object-url.ts';

/**
 * The objects that a manifest lists, https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html.
 *
 * @throws SqlError when the manifest cannot be read, a mandatory object is missing, or none is left.
 */
export function readManifest(bucketsFolder: string, url: ObjectUrl): BucketObject[] {
  const manifest = findObject(bucketsFolder, url);
  if (!manifest) throw new SqlError(`ERROR: Manifest file not found: ${printObjectUrl(url)}`);
  const objects = readEntries(manifest).flatMap((entry) => {
    const object = findObject(bucketsFolder, readObjectUrl(entry.url));
    if (!object && entry.mandatory === true) {
      const context = `Manifest file location=${manifest.url} url=${entry.url}`;
      throw new SqlError(`ERROR: Mandatory url is not present in manifest file.\n  Detail: ${context}`);
    }
    return object ? [object] : [];
  });
  if (objects.length === 0) throw new SqlError('ERROR: No files were found from manifest file');
  return objects;
}

interface Entry {
  readonly url: string;
  readonly mandatory?: unknown;
}

function readEntries(manifest: BucketObject): Entry[] {
  try {
    const content: { readonly entries?: unknown } = JSON.parse(readFileSync(manifest.path, 'utf8'));
    if (Array.isArray(content.entries) && content.entries.every(isEntry)) return content.entries;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw malformed(manifest, error);
  }
  throw malformed(manifest, undefined);
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && 'url' in value && typeof value.url === 'string';
}

function malformed(manifest: BucketObject, cause: unknown): SqlError {
  return new SqlError(`ERROR: Manifest file is not in correct json format: ${manifest.url}`, { cause });
}
