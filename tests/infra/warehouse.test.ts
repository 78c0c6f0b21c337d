import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { describe, expect, it } from 'vitest';
import { DataBucket } from '../../infra/data-bucket.ts';
import { Warehouse } from '../../infra/warehouse.ts';
import { WarehouseNetwork } from '../../infra/warehouse-network.ts';
import { bareStack } from './bare-stack.ts';

const stack = bareStack();
const dataBucket = new DataBucket(stack, 'Data');
const warehouse = new Warehouse(stack, 'Warehouse', {
  namespace: 'loans',
  workgroup: 'loans',
  database: 'recourse',
  dataBucket,
});
warehouse.grantQuery(new Role(stack, 'Asker', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
warehouse.grantAdminister(new Role(stack, 'Trainer', { assumedBy: new ServicePrincipal('states.amazonaws.com') }));
const template = Template.fromStack(stack);
const bucketArn = { 'Fn::GetAtt': [Match.stringLikeRegexp('^DataBucket'), 'Arn'] };

function statementsOf(role: string): unknown[] {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
  const [policy] = policies.filter(([logicalId]) => logicalId.startsWith(role)).map(([, { Properties }]) => Properties);
  return policy?.PolicyDocument.Statement;
}

describe('Warehouse', () => {
  it('has a workgroup of 8 RPU in three subnets of three zones, out of reach from outside', () => {
    template.hasResourceProperties('AWS::RedshiftServerless::Workgroup', {
      BaseCapacity: 8,
      MaxCapacity: 64,
      PubliclyAccessible: false,
      SubnetIds: [0, 1, 2].map((zone) => ({ Ref: Match.stringLikeRegexp(`Subnet${zone}`) })),
    });
    for (const zone of [0, 1, 2]) {
      template.hasResourceProperties('AWS::EC2::Subnet', {
        AvailabilityZone: { 'Fn::Select': [zone, { 'Fn::GetAZs': '' }] },
        MapPublicIpOnLaunch: false,
      });
    }
    template.resourceCountIs('AWS::EC2::InternetGateway', 0);
    template.resourceCountIs('AWS::EC2::NatGateway', 0);
  });

  it('lets Redshift keep the admin password', () => {
    template.hasResourceProperties('AWS::RedshiftServerless::Namespace', {
      DbName: 'recourse',
      ManageAdminPassword: true,
      AdminUserPassword: Match.absent(),
    });
  });

  it('is encrypted by a key of its own that rotates', () => {
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    template.hasResourceProperties('AWS::RedshiftServerless::Namespace', {
      KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('Key'), 'Arn'] },
    });
  });

  it('logs who connects and what becomes of users, and no statement', () => {
    template.hasResourceProperties('AWS::RedshiftServerless::Namespace', { LogExports: ['connectionlog', 'userlog'] });
  });

  it('keeps what it logs for thirty days, in groups that are there before it', () => {
    for (const log of ['connectionlog', 'userlog']) {
      template.hasResourceProperties('AWS::Logs::LogGroup', {
        LogGroupName: `/aws/redshift/loans/${log}`,
        RetentionInDays: 30,
      });
      template.hasResource('AWS::RedshiftServerless::Namespace', {
        DependsOn: Match.arrayWith([Match.stringLikeRegexp(`AuditLogs${log}`)]),
      });
    }
  });

  it.each([
    { region: 'us-west-1', zones: undefined, expected: [0, 1, 1] },
    { region: 'eu-west-1', zones: 'a,c,d', expected: ['eu-west-1a', 'eu-west-1c', 'eu-west-1d'] },
  ])('has its subnets in the zones $expected of $region', ({ region, zones, expected }) => {
    const elsewhere = new Stack(new App({ builtinCloudFormationValidation: false }), 'Stack', { env: { region } });
    new WarehouseNetwork(elsewhere, 'Network', { zones });
    const subnets = Object.values(Template.fromStack(elsewhere).findResources('AWS::EC2::Subnet'));

    expect(subnets.map(({ Properties }) => Properties.AvailabilityZone)).toEqual(
      expected.map((zone) => (typeof zone === 'number' ? { 'Fn::Select': [zone, { 'Fn::GetAZs': '' }] } : zone)),
    );
  });

  it('sends no data through its subnets', () => {
    template.hasResourceProperties('AWS::RedshiftServerless::Workgroup', { EnhancedVpcRouting: false });
    template.resourceCountIs('AWS::EC2::RouteTable', 0);
  });

  it('waits for the rights of its default role', () => {
    template.hasResource('AWS::RedshiftServerless::Namespace', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('TrainingRoleDefaultPolicy')]),
    });
  });
});

describe('grantQuery', () => {
  it('grants statements on the workgroup and the caller’s own statements, nothing else', () => {
    const workgroupArn = { 'Fn::GetAtt': [expect.stringContaining('Workgroup'), 'Workgroup.WorkgroupArn'] };

    expect(statementsOf('Asker')).toEqual([
      {
        Effect: 'Allow',
        Action: ['redshift-data:ExecuteStatement', 'redshift-serverless:GetCredentials'],
        Resource: workgroupArn,
      },
      {
        Effect: 'Allow',
        Action: [
          'redshift-data:CancelStatement',
          'redshift-data:DescribeStatement',
          'redshift-data:GetStatementResult',
        ],
        Resource: '*',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM puts the caller's id there.
        Condition: { StringEquals: { 'redshift-data:statement-owner-iam-userid': '${aws:userid}' } },
      },
    ]);
  });
});

describe('grantAdminister', () => {
  it('grants to see the statements of each session of the role, since a training may take more than one', () => {
    const roleId = { 'Fn::GetAtt': [expect.stringContaining('Trainer'), 'RoleId'] };

    expect(statementsOf('Trainer')).toContainEqual({
      Effect: 'Allow',
      Action: ['redshift-data:DescribeStatement', 'redshift-data:GetStatementResult'],
      Resource: '*',
      Condition: { StringLike: { 'redshift-data:statement-owner-iam-userid': { 'Fn::Join': ['', [roleId, ':*']] } } },
    });
  });
});

describe('TrainingRole', () => {
  it('is assumed by Redshift and SageMaker', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: ['redshift', 'redshift-serverless', 'sagemaker'].map((service) => ({
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { Service: `${service}.amazonaws.com` },
        })),
      },
    });
  });

  it('reaches the data bucket, itself, and what Redshift starts in SageMaker, nothing else', () => {
    const inAccount = (service: string, resource: string) => ({
      'Fn::Join': [
        '',
        [
          ...['arn:', { Ref: 'AWS::Partition' }, `:${service}:`, { Ref: 'AWS::Region' }, ':'],
          ...[{ Ref: 'AWS::AccountId' }, `:${resource}`],
        ],
      ],
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('TrainingRole') }],
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:ListBucket'], Resource: bucketArn },
          {
            Effect: 'Allow',
            Action: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
            Resource: { 'Fn::Join': ['', [bucketArn, '/*']] },
          },
          {
            Effect: 'Allow',
            Action: 'iam:PassRole',
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('TrainingRole'), 'Arn'] },
            Condition: {
              StringEquals: { 'iam:PassedToService': ['redshift.amazonaws.com', 'sagemaker.amazonaws.com'] },
            },
          },
          {
            Effect: 'Allow',
            Action: Match.arrayWith(['sagemaker:CreateModel', 'sagemaker:*Job*']),
            Resource: inAccount('sagemaker', '*/*redshift*'),
          },
          { Effect: 'Allow', Action: Match.arrayWith(['ecr:GetAuthorizationToken']), Resource: '*' },
          {
            Effect: 'Allow',
            Action: Match.arrayWith(['logs:PutLogEvents']),
            Resource: inAccount('logs', 'log-group:/aws/sagemaker/*'),
          },
          {
            Effect: 'Allow',
            Action: 'cloudwatch:PutMetricData',
            Resource: '*',
            Condition: { StringEquals: { 'cloudwatch:namespace': Match.arrayWith(['SageMaker']) } },
          },
        ],
      },
    });
    template.resourcePropertiesCountIs('AWS::IAM::Role', { ManagedPolicyArns: Match.anyValue() }, 0);
  });
});

describe('DataBucket', () => {
  it('is encrypted, versioned and never public', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: { ServerSideEncryptionConfiguration: Match.anyValue() },
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  it('outlives the stack and forgets what was replaced after ninety days', () => {
    template.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain' });
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [Match.objectLike({ Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 90 } })],
      },
    });
  });

  it('refuses requests without TLS', () => {
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });
});
