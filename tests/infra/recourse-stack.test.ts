import { readFileSync } from 'node:fs';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { buildSchema, getIntrospectionQuery, Kind, parse, type SelectionSetNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fields } from '../../graphql/fields.ts';
import { type Served, serve } from '../../local/serve.ts';
import { readTemplate } from '../../local/template/read-template.ts';
import { createFirewall, type Firewall } from '../../local/waf/firewall.ts';
import { request } from '../waf/web-acl.ts';
import { buildForInfra, everyChoice, synthesizeStack } from './synthesized-stack.ts';

let builtFolder: string;
let assemblyFolder: string;
let json: string;
let template: Template;

beforeAll(async () => {
  builtFolder = await buildForInfra();
  ({ assemblyFolder, json, template } = synthesizeStack(builtFolder));
});

describe('RecourseStack', () => {
  it('names no account', () => {
    expect(json).not.toMatch(/\b\d{12}\b/);
  });

  it('needs no custom resource but the SDK calls that upload the history, limit the cost and start the training', () => {
    const custom = Object.entries(template.toJSON().Resources as Record<string, { Type: string }>).filter(
      ([, { Type }]) => Type.startsWith('Custom::') || Type.includes('CustomResource'),
    );

    expect(custom.map(([id, { Type }]) => [Type, id.replace(/[0-9A-F]{8}$/, '')])).toEqual([
      ['Custom::AWS', 'SdkCallsUsageLimitrecoursedev'],
      ['Custom::AWS', 'SdkCallsUpload'],
      ['Custom::AWS', 'SdkCallsStartTraining'],
    ]);
    template.resourceCountIs('AWS::Lambda::Function', 2);
  });

  it.each([
    'GraphQLUrl',
    'UserPoolId',
    'SignInUrl',
    'UserPoolClientId',
    'WorkgroupName',
    'DatabaseName',
    'BucketName',
    'AdminSecretArn',
    'ServingRoleName',
  ])('gives %s', (output) => {
    expect(Object.keys(template.findOutputs(output))).toEqual([output]);
  });

  it.each(['AWS::Lambda::Function', 'AWS::RedshiftServerless::Workgroup', 'AWS::S3::Bucket', 'AWS::KMS::Key'])(
    'tags each %s with application and stage, so that its cost can be told',
    (type) => {
      const tags = ['application', 'stage'].map((Key) => Match.objectLike({ Key }));

      template.allResourcesProperties(type, { Tags: Match.arrayWith(tags) });
    },
  );

  it('names the admin secret as Redshift names a managed one', () => {
    template.hasOutput('AdminSecretArn', {
      Value: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':secret:redshift!recourse-dev-admin$')])] },
    });
  });
});

describe('the API', () => {
  const ids = Object.entries(fields).flatMap(([type, typeFields]) =>
    Object.entries(typeFields).map(([field, wiring]) => ({ type, field, ...wiring })),
  );

  it.each(ids)('resolves $type.$field with the built bundle and the data source that fields.ts names', (wiring) => {
    template.hasResourceProperties('AWS::AppSync::Resolver', {
      TypeName: wiring.type,
      FieldName: wiring.field,
      DataSourceName: wiring.dataSource,
      Code: readFileSync(`${builtFolder}/resolvers/${wiring.resolver}.js`, 'utf8'),
      Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
    });
  });

  it('has a resolver for every root field of the schema it deploys', () => {
    const [definition] = Object.values(template.findResources('AWS::AppSync::GraphQLSchema')).map(
      ({ Properties }) => Properties.Definition as string,
    );
    const directives = 'directive @aws_cognito_user_pools(cognito_groups: [String!]) on OBJECT | FIELD_DEFINITION';
    const schema = buildSchema(`${definition}\nscalar AWSDateTime\n${directives}`);

    template.resourceCountIs('AWS::AppSync::Resolver', Object.keys(schema.getQueryType()?.getFields() ?? {}).length);
  });

  it('takes tokens of its own client alone and denies fields without a group', () => {
    const [client] = Object.keys(template.findResources('AWS::Cognito::UserPoolClient'));

    template.hasResourceProperties('AWS::AppSync::GraphQLApi', {
      AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
      AdditionalAuthenticationProviders: Match.absent(),
      UserPoolConfig: { DefaultAction: 'DENY', AppIdClientRegex: { 'Fn::Join': ['', ['^', { Ref: client }, '$']] } },
    });
  });

  it('limits depth and resolvers, traces, and logs errors without what borrowers tell', () => {
    template.hasResourceProperties('AWS::AppSync::GraphQLApi', {
      QueryDepthLimit: 15,
      ResolverCountLimit: 100,
      XrayEnabled: true,
      LogConfig: { FieldLogLevel: 'ERROR', ExcludeVerboseContent: true },
      EnhancedMetricsConfig: {
        ResolverLevelMetricsBehavior: 'FULL_REQUEST_RESOLVER_METRICS',
        DataSourceLevelMetricsBehavior: 'FULL_REQUEST_DATA_SOURCE_METRICS',
        OperationLevelMetricsConfig: 'ENABLED',
      },
    });
  });

  it('is deep enough for the introspection query of graphql-js', () => {
    const [api] = Object.values(template.findResources('AWS::AppSync::GraphQLApi'));

    expect(api?.Properties.QueryDepthLimit).toBeGreaterThanOrEqual(depthOf(getIntrospectionQuery()));
  });

  it('lets AppSync invoke the function and nothing else', () => {
    const serving = { Properties: { FunctionName: 'recourse-dev-predictions' } };
    const [lambda] = Object.keys(template.findResources('AWS::Lambda::Function', serving));
    const arn = { 'Fn::GetAtt': [lambda, 'Arn'] };

    template.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('predictionsServiceRole') }],
      PolicyDocument: {
        Statement: [{ Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: arn }],
      },
    });
  });
});

describe('a stage that is not dev', () => {
  let production: Template;
  beforeAll(() => {
    production = synthesizeStack(builtFolder, everyChoice).template;
  });

  it('names its resources after itself', () => {
    production.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'recourse-prod-predictions' });
    production.hasResourceProperties('AWS::RedshiftServerless::Namespace', { NamespaceName: 'recourse-prod' });
  });

  it('hides the schema and takes no bare passwords', () => {
    production.hasResourceProperties('AWS::AppSync::GraphQLApi', { IntrospectionConfig: 'DISABLED' });
    production.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    });
  });
});

/** Number of nested fields on the longest way down a query, its fragments followed. */
function depthOf(query: string): number {
  const { definitions } = parse(query);
  const depth = ({ selections }: SelectionSetNode): number =>
    Math.max(
      ...selections.map((selection) => {
        if (selection.kind === Kind.FIELD) return 1 + (selection.selectionSet ? depth(selection.selectionSet) : 0);
        if (selection.kind === Kind.INLINE_FRAGMENT) return depth(selection.selectionSet);
        const fragment = definitions.find(
          (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
        );
        return fragment?.kind === Kind.FRAGMENT_DEFINITION ? depth(fragment.selectionSet) : 0;
      }),
    );
  const [operation] = definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? depth(operation.selectionSet) : 0;
}

describe('the firewall of RecourseStack', () => {
  let judge: Firewall;
  let served: Served;

  beforeAll(async () => {
    const { resources } = readTemplate(assemblyFolder, {
      installationId: 'test',
      region: 'us-east-1',
      accountId: '000000000000',
    });
    judge = createFirewall({ resources, clock: () => 0 });
    served = await serve(
      async (request) => {
        const verdict = judge(request);
        return verdict.action === 'allow' ? { status: 200, headers: {}, body: '' } : verdict.response;
      },
      { host: '127.0.0.1', port: 0, trustForwardedFor: true },
    );
  });
  afterAll(() => served.close());

  /** Posts from an address, and gives the status. */
  const post = async (address: string, { token = address, body = '{}' } = {}) => {
    const headers = { authorization: token, 'x-forwarded-for': address };
    const reply = await fetch(`${served.url}/graphql`, { method: 'POST', headers, body });
    await reply.arrayBuffer();
    return reply.status;
  };
  it('lets an address make 10,000 requests in five minutes by default, and not one more', async () => {
    const actions = new Set<string>();
    for (let sent = 0; sent < 10_000; sent += 1)
      actions.add(judge(request({ headers: { authorization: `${sent}` }, sourceIp: '192.0.2.1' })).action);

    expect([...actions]).toEqual(['allow']);
    expect(await post('192.0.2.1')).toBe(403);
    expect(await post('192.0.2.2')).toBe(200);
  });

  it('lets a token make 2,000, from however many addresses', async () => {
    const token = 'stolen';
    const headers = { authorization: token };
    for (let i = 0; i < 2_000; i += 1)
      expect(judge(request({ headers, sourceIp: `10.0.${i >> 8}.${i & 255}` })).action).toBe('allow');

    expect(await post('192.0.2.3', { token })).toBe(403);
    expect(await post('192.0.2.3')).toBe(200);
  });

  const stating = (length: string) => request({ headers: { 'content-length': length }, sourceIp: '192.0.2.5' });

  it.each([256_000, 262_144, 300_000, 999_999, 1_000_000, 12_345_678])('blocks a body of %d bytes', (length) => {
    expect(judge(stating(`${length}`)).action).toBe('block');
    expect(judge(stating(`00${length}`)).action).toBe('block');
  });

  it.each([0, 9, 38_500, 100_000, 249_999, 255_999])('lets a body of %d bytes pass', (length) => {
    expect(judge(stating(`${length}`)).action).toBe('allow');
  });

  it('blocks by the length that a client states', async () => {
    expect(await post('192.0.2.4', { body: 'x'.repeat(256_000) })).toBe(403);
    expect(await post('192.0.2.4', { body: 'x'.repeat(255_999) })).toBe(200);
  });
});
