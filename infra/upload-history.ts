import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { type AwsSdkCall, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import type { DataBucket } from './data-bucket.ts';
import type { SdkCalls } from './sdk-calls.ts';
import type { DeployedHistory } from './training/start-training.ts';

/** A loan history and its place in the bucket. */
export interface History {
  /** Path of the CSV file, at most 5 GB. */
  readonly path: string;
  /** Key of the object. */
  readonly key: string;
}

/**
 * Puts a loan history into the bucket, and again whenever the file has changed: the file goes with the stack's assets, and S3
 * copies it from there. A bucket deployment would send it through the memory and disk of a Lambda function.
 */
export function uploadHistory(calls: SdkCalls, { bucket }: DataBucket, { path, key }: History): DeployedHistory {
  const asset = new Asset(calls, 'History', { path });
  const copy: AwsSdkCall = {
    service: 'S3',
    action: 'CopyObject',
    parameters: {
      CopySource: `${asset.s3BucketName}/${asset.s3ObjectKey}`,
      Bucket: bucket.bucketName,
      Key: key,
      // Copied tags would take two rights more.
      TaggingDirective: 'REPLACE',
    },
    physicalResourceId: PhysicalResourceId.of(key),
    outputPaths: ['CopyObjectResult.ETag'],
  };
  const upload = calls.add('Upload', {
    onCreate: copy,
    onUpdate: copy,
    statements: [
      new PolicyStatement({ actions: ['s3:GetObject'], resources: [asset.bucket.arnForObjects(asset.s3ObjectKey)] }),
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [bucket.arnForObjects(key)] }),
    ],
  });
  return { upload, hash: asset.assetHash };
}
