import { type DeclaredResource, id, physicalName, property, type ResourceTypes } from '../resource-type.ts';

/** IAM is global: its ARNs name no Region. */
function iamArn(resource: DeclaredResource, kind: 'role' | 'policy', name: string): string {
  const path = resource.properties.Path === undefined ? '/' : property(resource, 'Path');
  return `arn:aws:iam::${resource.environment.accountId}:${kind}${path}${name}`;
}

const managedPolicyArn = (policy: DeclaredResource) =>
  iamArn(policy, 'policy', physicalName(policy, 'ManagedPolicyName'));

const roleName = (role: DeclaredResource) => physicalName(role, 'RoleName', 64);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html */
export const iam: ResourceTypes = {
  'AWS::IAM::Role': {
    ref: (role) => roleName(role),
    attributes: {
      Arn: (role) => iamArn(role, 'role', roleName(role)),
      RoleId: (role) => `AROA${id(role, 17, 'upper')}`,
    },
  },
  'AWS::IAM::Policy': {
    ref: (policy) => physicalName(policy, 'PolicyName'),
    attributes: { Id: (policy) => physicalName(policy, 'PolicyName') },
  },
  'AWS::IAM::ManagedPolicy': {
    ref: managedPolicyArn,
    attributes: { PolicyArn: managedPolicyArn, PolicyId: (policy) => `ANPA${id(policy, 17, 'upper')}` },
  },
};
