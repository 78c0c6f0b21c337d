import { Fn, Stack, Validations } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSubnet, CfnVPC } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** Props of `WarehouseNetwork`. */
export interface WarehouseNetworkProps {
  /** Letters of the three zones of the subnets, e.g. `a,b,d`. @default the first three that the account sees */
  readonly zones?: string | undefined;
}

/**
 * Three isolated subnets for the warehouse, without NAT: nothing routes in or out. The Data API reaches the workgroup inside
 * AWS, and with enhanced VPC routing off Redshift reads and writes S3 and asks SageMaker over AWS's own network, so neither
 * needs a way through here (https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html).
 */
export class WarehouseNetwork extends Construct {
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, { zones }: WarehouseNetworkProps = {}) {
    super(scope, id);
    const { region } = Stack.of(this);

    const vpc = new CfnVPC(this, 'Vpc', { cidrBlock: '10.0.0.0/16', enableDnsSupport: true, enableDnsHostnames: true });
    Validations.of(vpc).acknowledge({
      id: 'AwsSolutions-VPC7',
      reason: 'Nothing routes in or out, so a flow log would be empty.',
    });
    if (zones) {
      Validations.of(this).acknowledge({
        id: 'CloudFormation-Validate::W3010',
        reason: 'Whoever deploys has chosen these zones, since Redshift Serverless is not in all that come first.',
      });
    }
    const availabilityZones = zones?.split(',').map((letter) => `${region}${letter}`) ?? firstZones(region);
    const subnets = availabilityZones.map(
      (availabilityZone, index) =>
        new CfnSubnet(this, `Subnet${index}`, {
          vpcId: vpc.ref,
          availabilityZone,
          cidrBlock: `10.0.${index}.0/24`,
          mapPublicIpOnLaunch: false,
        }),
    );
    const securityGroup = new CfnSecurityGroup(this, 'SecurityGroup', {
      vpcId: vpc.ref,
      groupDescription: 'Redshift Serverless, reached by the Data API alone',
      // EC2 allows all traffic out of a group without a rule; this rule allows none that leaves.
      securityGroupEgress: [{ ipProtocol: '-1', cidrIp: '127.0.0.1/32', description: 'No traffic out' }],
    });

    this.subnetIds = subnets.map((subnet) => subnet.ref);
    this.securityGroupId = securityGroup.attrGroupId;
  }
}

/**
 * Redshift Serverless wants three zones, but in us-west-1 two, one of them with two of the three subnets; CDK's Vpc takes
 * two when it does not know the account. https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-usage-considerations.html
 */
function firstZones(region: string): string[] {
  return (region === 'us-west-1' ? [0, 1, 1] : [0, 1, 2]).map((zone) => Fn.select(zone, Fn.getAzs()));
}
