import { rm } from 'node:fs/promises';
import { accessDenied, objectFile, s3Integration } from './bucket.ts';
import { readFacts } from './object.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html, which is glad of an object that is not there. */
export const deleteObject = s3Integration(
  'deleteObject',
  { members: ['Bucket', 'Key'], required: ['Bucket', 'Key'] },
  async (bucket, { Key: key }) => {
    if (!bucket.allows('s3:DeleteObject', key)) throw accessDenied();
    const file = objectFile(bucket, key);
    if (file !== undefined && (await readFacts(file))) await rm(file);
    return {};
  },
);
