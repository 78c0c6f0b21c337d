import { type DeclaredResource, physicalName, property, type ResourceTypes } from '../resource-type.ts';

/** Bucket names are lower-case. */
function bucketName(bucket: DeclaredResource): string {
  return physicalName(bucket, 'BucketName', 63).toLowerCase();
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_S3.html */
export const s3: ResourceTypes = {
  'AWS::S3::Bucket': {
    ref: bucketName,
    attributes: {
      Arn: (bucket) => `arn:aws:s3:::${bucketName(bucket)}`,
      DomainName: (bucket) => `${bucketName(bucket)}.s3.amazonaws.com`,
      RegionalDomainName: (bucket) => `${bucketName(bucket)}.s3.${bucket.environment.region}.amazonaws.com`,
    },
  },
  'AWS::S3::BucketPolicy': { ref: (policy) => property(policy, 'Bucket'), attributes: {} },
};
