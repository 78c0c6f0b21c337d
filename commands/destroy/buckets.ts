import {
  DeleteBucketCommand,
  DeleteObjectsCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  NoSuchBucket,
  NotFound,
  type ObjectVersion,
  type S3Client,
} from '@aws-sdk/client-s3';

/** The objects of a bucket whose keys begin so; all of them without a prefix. */
interface Objects {
  readonly bucket: string;
  readonly prefix?: string;
}

/** Whether the account has this bucket. */
export async function bucketIsThere(client: S3Client, Bucket: string): Promise<boolean> {
  try {
    await client.send(new HeadBucketCommand({ Bucket }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

/** Deletes a bucket with all versions of its objects; `tell` is given how many versions have gone, after each page. */
export async function deleteBucket(client: S3Client, bucket: string, tell: (count: number) => void): Promise<void> {
  await deleteVersions(client, { bucket }, tell);
  await client.send(new DeleteBucketCommand({ Bucket: bucket }));
}

/**
 * Deletes all versions of objects, a page of up to 1,000 at a time.
 *
 * @throws Error naming the first object that S3 keeps, and why.
 */
export async function deleteVersions(
  client: S3Client,
  { bucket: Bucket, prefix: Prefix }: Objects,
  tell: (count: number) => void = () => undefined,
): Promise<void> {
  let count = 0;
  try {
    for (let isLast = false; !isLast; ) {
      // What has been deleted is listed no more, so the first page is always the next one.
      const page = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix }));
      const versions = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      if (versions.length > 0) await deleteObjects(client, Bucket, versions);
      count += versions.length;
      tell(count);
      isLast = page.IsTruncated !== true;
    }
  } catch (error) {
    if (!(error instanceof NoSuchBucket)) throw error;
  }
}

async function deleteObjects(client: S3Client, Bucket: string, versions: readonly ObjectVersion[]): Promise<void> {
  const Objects = versions.map(({ Key, VersionId }) => ({ Key, VersionId }));
  const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
  if (Errors[0]) throw new Error(`S3 keeps ${Errors[0].Key} in ${Bucket}: ${Errors[0].Message}`);
}
