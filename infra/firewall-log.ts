import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, type CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

/** Logs the requests that a rule blocked or counted, without their tokens. */
export function addFirewallLog(webAcl: CfnWebACL, name: string): void {
  // WAF writes to groups of this prefix alone.
  const logGroup = new LogGroup(webAcl, 'Log', {
    logGroupName: `aws-waf-logs-${name}`,
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  new CfnLoggingConfiguration(webAcl, 'Logging', {
    resourceArn: webAcl.attrArn,
    // The group's own ARN ends with `:*`, which WAF refuses.
    logDestinationConfigs: [
      Stack.of(webAcl).formatArn({
        service: 'logs',
        resource: 'log-group',
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        resourceName: logGroup.logGroupName,
      }),
    ],
    redactedFields: [{ singleHeader: { Name: 'authorization' } }],
    loggingFilter: {
      DefaultBehavior: 'DROP',
      Filters: [
        {
          Behavior: 'KEEP',
          Requirement: 'MEETS_ANY',
          Conditions: ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'].map((Action) => ({ ActionCondition: { Action } })),
        },
      ],
    },
  });
}
