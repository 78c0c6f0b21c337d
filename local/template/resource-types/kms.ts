import { arn, type ResourceTypes, uuidOf } from '../resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_KMS.html */
export const kms: ResourceTypes = {
  'AWS::KMS::Key': {
    ref: uuidOf,
    attributes: { Arn: (key) => arn(key, 'kms', `key/${uuidOf(key)}`), KeyId: uuidOf },
  },
};
