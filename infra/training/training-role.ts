import { Aws, Stack } from 'aws-cdk-lib';
import { CompositePrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard, inAccount, underArn } from '../acknowledge-wildcard.ts';
import type { DataBucket } from '../data-bucket.ts';

/** Props of `TrainingRole`. */
export interface TrainingRoleProps {
  /** Holds the loan history and takes the files of training. */
  readonly dataBucket: DataBucket;
}

/**
 * The namespace's default role: with it Redshift runs `COPY` and has SageMaker train what `CREATE MODEL` asks for. The
 * actions are those of Redshift ML's own page, on the names to which AWS's managed policy for it keeps them.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/getting-started-machine-learning.html
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonRedshiftAllCommandsFullAccess.html
 */
export class TrainingRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, { dataBucket }: TrainingRoleProps) {
    super(scope, id);

    this.role = new Role(this, 'Role', {
      description: 'Redshift loads data and trains models with it.',
      assumedBy: new CompositePrincipal(
        new ServicePrincipal('redshift.amazonaws.com'),
        new ServicePrincipal('redshift-serverless.amazonaws.com'),
        new ServicePrincipal('sagemaker.amazonaws.com'),
      ),
    });
    dataBucket.grantTraining(this.role);
    this.allow(['iam:PassRole'], this.role.roleArn, {
      'iam:PassedToService': ['redshift.amazonaws.com', 'sagemaker.amazonaws.com'],
    });
    this.allowJobs();
    this.allowContainers();
    this.acknowledge(dataBucket);
  }

  /** What Redshift starts in SageMaker bears its name. */
  private allowJobs(): void {
    const actions = ['AddTags', 'CreateModel', 'DeleteModel', 'CreateEndpoint', 'DeleteEndpoint'];
    this.allow(
      [...actions, 'CreateEndpointConfig', 'DeleteEndpointConfig', '*Job*'].map((action) => `sagemaker:${action}`),
      arnInAccount(this, 'sagemaker', '*/*redshift*'),
    );
  }

  /** What the containers of a job need, which run with this role: their image, a log and metrics. */
  private allowContainers(): void {
    this.allow(
      ['GetAuthorizationToken', 'BatchCheckLayerAvailability', 'BatchGetImage', 'GetDownloadUrlForLayer'].map(
        (action) => `ecr:${action}`,
      ),
    );
    this.allow(
      ['CreateLogGroup', 'CreateLogStream', 'DescribeLogStreams', 'PutLogEvents'].map((action) => `logs:${action}`),
      arnInAccount(this, 'logs', 'log-group:/aws/sagemaker/*'),
    );
    const jobs = ['Endpoints', 'ProcessingJobs', 'TrainingJobs', 'TransformJobs'].map(
      (kind) => `/aws/sagemaker/${kind}`,
    );
    this.allow(['cloudwatch:PutMetricData'], '*', { 'cloudwatch:namespace': ['SageMaker', ...jobs] });
  }

  private allow(actions: string[], resource = '*', equals?: Readonly<Record<string, readonly string[]>>): void {
    this.role.addToPolicy(
      new PolicyStatement({ actions, resources: [resource], ...(equals && { conditions: { StringEquals: equals } }) }),
    );
  }

  private acknowledge({ bucket }: DataBucket): void {
    acknowledgeWildcard(this.role, underArn(bucket, '/*'), 'Redshift names the files of a training as it goes.');
    acknowledgeWildcard(
      this.role,
      inAccount(this, 'sagemaker', '*/*redshift*'),
      'Redshift names what it starts as it goes, with redshift in the name.',
    );
    acknowledgeWildcard(
      this.role,
      'Action::sagemaker:*Job*',
      'Redshift ML asks for this very pattern; which kinds of job it starts is its own choice.',
    );
    acknowledgeWildcard(
      this.role,
      inAccount(this, 'logs', 'log-group:/aws/sagemaker/*'),
      'SageMaker has a log group for each kind of job.',
    );
    acknowledgeWildcard(
      this.role,
      'Resource::*',
      'ECR’s token and CloudWatch’s metrics take no ARN, and the images are AWS’s own, in a registry for each Region.',
    );
  }
}

function arnInAccount(scope: Construct, service: string, resource: string): string {
  return `arn:${Aws.PARTITION}:${service}:${Stack.of(scope).region}:${Aws.ACCOUNT_ID}:${resource}`;
}
