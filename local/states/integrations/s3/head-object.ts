import { objectFile, s3Error, s3Integration } from './bucket.ts';
import { etagOf, readFacts } from './object.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headObject = s3Integration(
  'headObject',
  { members: ['Bucket', 'Key'], required: ['Bucket', 'Key'] },
  async (bucket, { Key: key }) => {
    // The reply to HEAD has no body, and the SDK says so.
    if (!bucket.allows('s3:GetObject', key)) throw s3Error('AccessDenied', 'null', 403);
    const file = objectFile(bucket, key);
    const facts = await readFacts(file);
    if (!facts || file === undefined) {
      // Who may not list a bucket must not learn what it lacks.
      throw bucket.allows('s3:ListBucket') ? s3Error('NoSuchKey', 'null', 404) : s3Error('AccessDenied', 'null', 403);
    }
    return {
      AcceptRanges: 'bytes',
      ContentLength: facts.size,
      ContentType: 'application/octet-stream',
      ETag: await etagOf(file),
      LastModified: facts.lastModified.toISOString(),
      Metadata: {},
    };
  },
);
