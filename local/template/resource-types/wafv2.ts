import { arn, type DeclaredResource, physicalName, property, type ResourceTypes, uuidOf } from '../resource-type.ts';

const aclName = (acl: DeclaredResource) => physicalName(acl, 'Name');

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_WAFv2.html */
export const wafv2: ResourceTypes = {
  'AWS::WAFv2::WebACL': {
    ref: (acl) => `${aclName(acl)}|${uuidOf(acl)}|${property(acl, 'Scope')}`,
    attributes: {
      Arn: (acl) => arn(acl, 'wafv2', `${property(acl, 'Scope').toLowerCase()}/webacl/${aclName(acl)}/${uuidOf(acl)}`),
      Id: uuidOf,
      LabelNamespace: (acl) => `awswaf:${acl.environment.accountId}:webacl:${aclName(acl)}:`,
    },
  },
  'AWS::WAFv2::WebACLAssociation': {
    ref: (association) => `${property(association, 'WebACLArn')}|${property(association, 'ResourceArn')}`,
    attributes: {},
  },
};
