import type { IncomingMessage } from 'node:http';
import { type AwsAccount, type ObjectVersion, putObject } from './aws-account.ts';
import type { Reply } from './open-aws-account.ts';
import { xml, xmlError } from './xml.ts';

/** Few enough for a bucket of a few objects to have several pages. */
const versionsOfPage = 2;

/** Stands for S3: versioned buckets of small objects. Leaves out policies, encryption, uploads in parts and all else. */
export function answerS3(account: AwsAccount, { method, url = '' }: IncomingMessage, text: string): Reply {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const [, bucket = '', ...path] = decodeURIComponent(pathname).split('/');
  const key = path.join('/');
  const versions = account.buckets.get(bucket);
  if (!versions) return { status: 404, body: method === 'HEAD' ? '' : xmlError('NoSuchBucket', 'It is not there') };
  if (method === 'PUT') putObject(account, bucket, key, text);
  if (method === 'POST') return deleteObjects(account, bucket, text);
  if (method === 'DELETE') return deleteBucket(account, bucket);
  if (method !== 'GET') return {};
  if (searchParams.has('versions')) return listVersions(versions, searchParams.get('prefix') ?? '');
  if (searchParams.has('list-type')) return listObjects(versions, searchParams.get('prefix') ?? '');
  return {};
}

function deleteObjects({ buckets }: AwsAccount, bucket: string, text: string): Reply {
  const gone = [...text.matchAll(/<Key>(.*?)<\/Key><VersionId>(.*?)<\/VersionId>/g)].map(
    ([, key, id]) => `${key} ${id}`,
  );
  const left = (buckets.get(bucket) ?? []).filter(({ key, versionId }) => !gone.includes(`${key} ${versionId}`));
  buckets.set(bucket, left);
  return { body: xml({ DeleteResult: {} }) };
}

function deleteBucket({ buckets }: AwsAccount, bucket: string): Reply {
  if ((buckets.get(bucket) ?? []).length > 0)
    return { status: 409, body: xmlError('BucketNotEmpty', 'It is not empty') };
  buckets.delete(bucket);
  return { status: 204 };
}

function listVersions(versions: readonly ObjectVersion[], prefix: string): Reply {
  const listed = versions.filter(({ key }) => key.startsWith(prefix));
  const page = listed.slice(0, versionsOfPage);
  const items = page.map(({ key: Key, versionId: VersionId }) => xml({ Version: { Key, VersionId } })).join('');
  const IsTruncated = listed.length > versionsOfPage;
  return { body: `<ListVersionsResult>${xml({ IsTruncated })}${items}</ListVersionsResult>` };
}

function listObjects(versions: readonly ObjectVersion[], prefix: string): Reply {
  const keys = versions.filter(({ key }) => key.startsWith(prefix)).map(({ key: Key }) => xml({ Contents: { Key } }));
  return { body: `<ListBucketResult>${keys.join('')}</ListBucketResult>` };
}
