import { App, Stack } from 'aws-cdk-lib';
import { AuthorizationType, Code, Definition, FunctionRuntime, GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { resolverCode, schemaFile } from './greeting.ts';

/** WAF's highest limit, far above what a bench sends. */
const rateLimit = 2_000_000_000;

/** Writes the cloud assembly of the API that the bench asks: a user pool, one resolver on NONE, a web ACL before it. */
export function synthesizeGreetingStack(outdir: string): void {
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, 'greeting', { env: { region: 'us-east-1' } });
  const userPool = new UserPool(stack, 'Users');
  userPool.addClient('Client', { authFlows: { userPassword: true }, disableOAuth: true });
  const api = new GraphqlApi(stack, 'Api', {
    name: 'greeting',
    definition: Definition.fromFile(schemaFile),
    authorizationConfig: {
      defaultAuthorization: { authorizationType: AuthorizationType.USER_POOL, userPoolConfig: { userPool } },
    },
  });
  api.addNoneDataSource('none').createResolver('Greeting', {
    typeName: 'Query',
    fieldName: 'greeting',
    code: Code.fromInline(resolverCode),
    runtime: FunctionRuntime.JS_1_0_0,
  });
  addFirewall(stack, api.arn);
  app.synth();
}

function addFirewall(stack: Stack, apiArn: string): void {
  const visibility = { metricName: 'greeting', cloudWatchMetricsEnabled: false, sampledRequestsEnabled: false };
  const { attrArn } = new CfnWebACL(stack, 'WebAcl', {
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: visibility,
    rules: [
      {
        name: 'RateByIp',
        priority: 0,
        action: { block: {} },
        statement: { rateBasedStatement: { limit: rateLimit, aggregateKeyType: 'IP' } },
        visibilityConfig: visibility,
      },
    ],
  });
  new CfnWebACLAssociation(stack, 'Association', { resourceArn: apiArn, webAclArn: attrArn });
}
