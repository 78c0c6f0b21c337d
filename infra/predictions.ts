import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Environment } from '../handlers/environment.ts';
import { acknowledgeWildcard } from './acknowledge-wildcard.ts';
import type { Warehouse } from './warehouse.ts';

/** Props of `Predictions`. */
export interface PredictionsProps {
  /** Name of the function and of its role, and so of its database user, `IAMR:<name>`. */
  readonly name: string;
  /** Folder of the bundle, with `index.mjs` in it. */
  readonly bundle: string;
  /** What the function asks. */
  readonly warehouse: Warehouse;
  /** Schema that holds the tables and the models. */
  readonly schema: string;
  /** CloudWatch's namespace of what the function measures. */
  readonly metricNamespace: string;
  /** Executions kept for the function, which are its limit too. @default none are kept */
  readonly reservedConcurrency?: number | undefined;
}

/** The Lambda function behind every field; it may ask the warehouse and write its log, nothing else. */
export class Predictions extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: PredictionsProps) {
    super(scope, id);
    const { name, bundle, warehouse, reservedConcurrency } = props;

    this.role = new Role(this, 'Role', { roleName: name, assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${name}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledgeWildcard(
      this.role,
      'Resource::*',
      'A statement of the Data API has no ARN, so its owner is asked for; X-Ray takes traces for no ARN.',
    );
    logGroup.grantWrite(this.role);
    warehouse.grantQuery(this.role);

    this.function = new LambdaFunction(this, 'Function', {
      functionName: name,
      role: this.role,
      code: Code.fromAsset(bundle),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 1024,
      // AppSync gives a field 30 s, so the function must have given up before.
      timeout: Duration.seconds(28),
      tracing: Tracing.ACTIVE,
      logGroup,
      ...(reservedConcurrency !== undefined && { reservedConcurrentExecutions: reservedConcurrency }),
      environment: { ...environment(props) },
    });
  }
}

function environment({ warehouse, schema, metricNamespace }: PredictionsProps): Environment {
  return {
    REDSHIFT_WORKGROUP: warehouse.workgroupName,
    REDSHIFT_DATABASE: warehouse.database,
    REDSHIFT_SCHEMA: schema,
    POWERTOOLS_SERVICE_NAME: 'predictions',
    POWERTOOLS_METRICS_NAMESPACE: metricNamespace,
  };
}
