import { CompositePrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard, underArn } from '../acknowledge-wildcard.ts';
import type { DataBucket } from '../data-bucket.ts';

/** Props of `TrainingRole`. */
export interface TrainingRoleProps {
  /** Holds the loan history and takes the files of training. */
  readonly dataBucket: DataBucket;
}

/**
 * The namespace's default role: with it Redshift runs `COPY` and has SageMaker train what `CREATE MODEL` asks for.
 * https://docs.aws.amazon.com/redshift/latest/dg/cluster-setup.html
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
    this.role.grantPassRole(this.role);
    this.role.addToPolicy(trainingJobs());
    acknowledgeWildcard(
      this.role,
      underArn(dataBucket.bucket, '/*'),
      'Redshift names the files of a training as it goes.',
    );
    acknowledgeWildcard(this.role, 'Resource::*', 'SageMaker names jobs, log groups and images as it goes.');
    acknowledgeWildcard(
      this.role,
      'Action::sagemaker:*Job*',
      'Redshift ML asks for this very pattern; which kinds of job it starts is its own choice.',
    );
  }
}

/** SageMaker names jobs, log groups and images as it goes, so none of these can be told by ARN beforehand. */
function trainingJobs(): PolicyStatement {
  return new PolicyStatement({
    sid: 'TrainingJobs',
    actions: [
      'cloudwatch:PutMetricData',
      'ecr:BatchCheckLayerAvailability',
      'ecr:BatchGetImage',
      'ecr:GetAuthorizationToken',
      'ecr:GetDownloadUrlForLayer',
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
      'sagemaker:*Job*',
    ],
    resources: ['*'],
  });
}
