import { type DeclaredResource, id, property, type ResourceTypes } from '../resource-type.ts';

/** EC2's ids: a prefix and seventeen hexadecimal digits. */
function ec2Id(prefix: string, purpose?: string): (resource: DeclaredResource) => string {
  return (resource) => `${prefix}-${id(resource, 17, 'hexadecimal', purpose)}`;
}

const vpcOf = (resource: DeclaredResource) => property(resource, 'VpcId');

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_EC2.html */
export const ec2: ResourceTypes = {
  'AWS::EC2::VPC': {
    ref: ec2Id('vpc'),
    attributes: {
      CidrBlock: (vpc) => property(vpc, 'CidrBlock'),
      DefaultNetworkAcl: ec2Id('acl', 'default'),
      DefaultSecurityGroup: ec2Id('sg', 'default'),
      VpcId: ec2Id('vpc'),
    },
  },
  'AWS::EC2::Subnet': {
    ref: ec2Id('subnet'),
    attributes: {
      AvailabilityZone: (subnet) => property(subnet, 'AvailabilityZone'),
      CidrBlock: (subnet) => property(subnet, 'CidrBlock'),
      SubnetId: ec2Id('subnet'),
      VpcId: vpcOf,
    },
  },
  'AWS::EC2::SecurityGroup': {
    ref: ec2Id('sg'),
    attributes: { GroupId: ec2Id('sg'), Id: ec2Id('sg'), VpcId: vpcOf },
  },
};
