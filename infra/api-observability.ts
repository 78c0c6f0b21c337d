import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { CfnGraphQLApi, type GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';

/**
 * Logs the API's errors, without the texts of requests and answers: they hold what borrowers tell. Measures every resolver,
 * data source and operation, which the error-level log does not tell.
 *
 * The construct's own `logConfig` would add a Lambda-backed custom resource just to set the retention.
 */
export function observe(api: GraphqlApi): void {
  const resource = api.node.defaultChild;
  if (!(resource instanceof CfnGraphQLApi)) throw new Error(`${api.node.path} has no AWS::AppSync::GraphQLApi`);

  const role = new Role(api, 'LogRole', { assumedBy: new ServicePrincipal('appsync.amazonaws.com') });
  // AppSync writes to the group of this name; it would make it itself and keep it for ever.
  const logGroup = new LogGroup(api, 'ErrorLog', {
    logGroupName: `/aws/appsync/apis/${api.apiId}`,
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  logGroup.grant(role, 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents');
  resource.logConfig = { cloudWatchLogsRoleArn: role.roleArn, fieldLogLevel: 'ERROR', excludeVerboseContent: true };
  Validations.of(api).acknowledge({
    id: 'AwsSolutions-ASC3',
    reason:
      'The log of whole requests would hold what borrowers tell; errors are logged, and X-Ray and metrics tell the rest.',
  });
  resource.enhancedMetricsConfig = {
    resolverLevelMetricsBehavior: 'FULL_REQUEST_RESOLVER_METRICS',
    dataSourceLevelMetricsBehavior: 'FULL_REQUEST_DATA_SOURCE_METRICS',
    operationLevelMetricsConfig: 'ENABLED',
  };
}
