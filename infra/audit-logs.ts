import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/**
 * The log groups of what a namespace exports: who connected, and what became of users. The log of user activity holds
 * whole statements; they stay inside.
 *
 * Redshift writes to groups of these names where they exist; it would make them itself and keep them for ever.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-audit-logging.html
 */
export class AuditLogs extends Construct {
  readonly logExports = ['connectionlog', 'userlog'];

  constructor(scope: Construct, id: string, namespaceName: string) {
    super(scope, id);
    for (const logType of this.logExports) {
      new LogGroup(this, logType, {
        logGroupName: `/aws/redshift/${namespaceName}/${logType}`,
        retention: RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      });
    }
  }
}
