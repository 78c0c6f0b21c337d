import { arn, type DeclaredResource, property, type ResourceTypes, uuidOf } from '../resource-type.ts';

const namespaceName = (namespace: DeclaredResource) => property(namespace, 'NamespaceName');
const workgroupName = (workgroup: DeclaredResource) => property(workgroup, 'WorkgroupName');

function endpointAddress(workgroup: DeclaredResource): string {
  const { accountId, region } = workgroup.environment;
  return `${workgroupName(workgroup)}.${accountId}.${region}.redshift-serverless.amazonaws.com`;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_RedshiftServerless.html */
export const redshiftServerless: ResourceTypes = {
  'AWS::RedshiftServerless::Namespace': {
    ref: namespaceName,
    // The ARN of the managed admin secret is not among them.
    // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2021
    attributes: {
      'Namespace.NamespaceArn': (namespace) => arn(namespace, 'redshift-serverless', `namespace/${uuidOf(namespace)}`),
      'Namespace.NamespaceId': uuidOf,
      'Namespace.NamespaceName': namespaceName,
    },
  },
  'AWS::RedshiftServerless::Workgroup': {
    ref: workgroupName,
    attributes: {
      'Workgroup.Endpoint.Address': endpointAddress,
      'Workgroup.Endpoint.Port': (workgroup) => String(workgroup.properties.Port ?? 5439),
      'Workgroup.WorkgroupArn': (workgroup) => arn(workgroup, 'redshift-serverless', `workgroup/${uuidOf(workgroup)}`),
      'Workgroup.WorkgroupId': uuidOf,
      'Workgroup.WorkgroupName': workgroupName,
    },
  },
};
