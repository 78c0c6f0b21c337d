import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Json } from '../../definition/definition.ts';
import { StateError } from '../../interpreter/state-error.ts';
import { accessDenied, s3Integration } from './bucket.ts';
import { etagOf, readFacts } from './object.ts';

const mostKeys = 1_000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html, without delimiters. */
export const listObjectsV2 = s3Integration(
  'listObjectsV2',
  { members: ['Bucket', 'ContinuationToken', 'MaxKeys', 'Prefix', 'StartAfter'], required: ['Bucket'] },
  async (bucket, input) => {
    if (!bucket.allows('s3:ListBucket')) throw accessDenied();
    const { Prefix: prefix = '', StartAfter: startAfter = '', ContinuationToken: token, MaxKeys = mostKeys } = input;
    const after = token === undefined ? String(startAfter) : readToken(token);
    const keys = (await listKeys(bucket.folder)).filter((key) => key.startsWith(String(prefix)) && key > after);
    const page = keys.slice(0, Math.min(Number(MaxKeys), mostKeys));
    const isTruncated = page.length < keys.length;
    return {
      Name: bucket.name,
      Prefix: prefix,
      KeyCount: page.length,
      MaxKeys,
      IsTruncated: isTruncated,
      ...(page.length > 0 && { Contents: await Promise.all(page.map((key) => describe(bucket.folder, key))) }),
      ...(isTruncated && { NextContinuationToken: Buffer.from(page.at(-1) ?? '').toString('base64') }),
    };
  },
);

function readToken(token: Json): string {
  if (typeof token === 'string') return Buffer.from(token, 'base64').toString();
  throw new StateError('States.Runtime', "The field 'ContinuationToken' must be a string.");
}

/** Keys in the order of their bytes, as S3 lists them. */
async function listKeys(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
      .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function describe(folder: string, key: string): Promise<Json> {
  const file = join(folder, key);
  const facts = await readFacts(file);
  return {
    ETag: await etagOf(file),
    Key: key,
    LastModified: facts?.lastModified.toISOString() ?? null,
    Size: facts?.size ?? 0,
    StorageClass: 'STANDARD',
  };
}
