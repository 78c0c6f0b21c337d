import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appSyncOptions } from '../../local/appsync/from-template.ts';
import type { Resource, Template } from '../../local/template/template.ts';
import { jwks } from './open-api.ts';

const folder = mkdtempSync(join(tmpdir(), 'appsync-template-'));
writeFileSync(join(folder, 'schema'), 'type Query { a: String b: String }');
writeFileSync(join(folder, 'code'), '// code of a');

type Changes = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const pool = {
  UserPoolId: 'us-east-1_pool',
  AwsRegion: 'us-east-1',
  AppIdClientRegex: 'client',
  DefaultAction: 'DENY',
};

/** A template with one API; `changes` overrides properties by logical id. */
function template(changes: Changes = {}): Template {
  const resource = (
    logicalId: string,
    type: string,
    properties: Record<string, unknown>,
    functionId = '',
  ): Resource => ({
    logicalId,
    type: `AWS::AppSync::${type}`,
    properties: { ...properties, ...changes[logicalId] },
    ref: logicalId,
    attributes: { FunctionId: functionId },
  });
  const Runtime = { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' };
  return {
    stackName: 'loans',
    region: 'us-east-1',
    accountId: '000000000000',
    outputs: {},
    assetPath: (key) => join(folder, key),
    resources: [
      resource('Api', 'GraphQLApi', {
        AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
        UserPoolConfig: pool,
        IntrospectionConfig: 'DISABLED',
        QueryDepthLimit: 5,
        ResolverCountLimit: 50,
        EnvironmentVariables: { STAGE: 'dev' },
      }),
      resource('Schema', 'GraphQLSchema', { DefinitionS3Location: 's3://bucket/schema' }),
      resource('Source', 'DataSource', {
        Name: 'predictions',
        Type: 'AWS_LAMBDA',
        LambdaConfig: { LambdaFunctionArn: 'arn:f' },
        ServiceRoleArn: 'arn:r',
      }),
      resource('Nothing', 'DataSource', { Name: 'nothing', Type: 'NONE' }),
      resource('A', 'Resolver', {
        TypeName: 'Query',
        FieldName: 'a',
        Kind: 'UNIT',
        DataSourceName: 'predictions',
        CodeS3Location: 's3://bucket/code',
        MaxBatchSize: 10,
        Runtime,
      }),
      resource('B', 'Resolver', {
        TypeName: 'Query',
        FieldName: 'b',
        Kind: 'PIPELINE',
        Code: '// around',
        PipelineConfig: { Functions: ['f1'] },
        Runtime,
      }),
      resource('F', 'FunctionConfiguration', { Name: 'f', DataSourceName: 'nothing', Code: '// step', Runtime }, 'f1'),
    ],
  };
}

const neighbours = {
  lambdaFunction: (arn: string, roleArn: string) => async (payload: unknown) => ({
    ok: true as const,
    payload: [arn, roleArn, payload],
  }),
  serviceCredentials: () => ({ accessKeyId: 'AKIA', secretAccessKey: 'secret' }),
  jwks: () => jwks,
  log: () => {},
};

describe('the options of an API', () => {
  it('come from its template', async () => {
    const options = appSyncOptions(template(), neighbours);

    expect(options).toMatchObject({
      schema: 'type Query { a: String b: String }',
      environment: { STAGE: 'dev' },
      introspection: false,
      queryDepthLimit: 5,
      resolverCountLimit: 50,
      auth: {
        userPool: {
          issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_pool',
          appIdClientRegex: 'client',
          defaultAction: 'DENY',
        },
      },
      resolvers: [
        {
          kind: 'UNIT',
          typeName: 'Query',
          fieldName: 'a',
          code: '// code of a',
          dataSourceName: 'predictions',
          maxBatchSize: 10,
        },
        {
          kind: 'PIPELINE',
          typeName: 'Query',
          fieldName: 'b',
          code: '// around',
          functions: [{ code: '// step', dataSourceName: 'nothing' }],
        },
      ],
      dataSources: { nothing: { type: 'NONE' } },
    });
    expect(await options.auth.userPool.jwks()).toBe(jwks);
  });

  it('lead a Lambda data source to its function', async () => {
    const { dataSources } = appSyncOptions(template(), neighbours);
    const source = dataSources.predictions;

    expect(source?.type === 'AWS_LAMBDA' && (await source.invoke({ a: 1 }, 'RequestResponse'))).toEqual({
      ok: true,
      payload: ['arn:f', 'arn:r', { a: 1 }],
    });
  });

  it.each<[string, Changes, string]>([
    [
      'another kind of data source',
      { Source: { Type: 'AMAZON_DYNAMODB' } },
      'Source: data source type AMAZON_DYNAMODB is not emulated',
    ],
    [
      'another authorization',
      { Api: { AuthenticationType: 'API_KEY' } },
      'Api: authentication type API_KEY is not emulated',
    ],
    [
      'a second authorization',
      { Api: { AdditionalAuthenticationProviders: [{}] } },
      'Api: additional authentication providers',
    ],
    [
      'an HTTP data source without a host',
      { Source: { Type: 'HTTP', HttpConfig: { Endpoint: 'ftp://x' } } },
      'ftp://x',
    ],
    [
      'an HTTP data source with another authorization',
      {
        Source: {
          Type: 'HTTP',
          HttpConfig: { Endpoint: 'https://x', AuthorizationConfig: { AuthorizationType: 'OAUTH' } },
        },
      },
      'Source: authorization type OAUTH is not emulated',
    ],
    [
      'a data source without its service role',
      { Source: { ServiceRoleArn: undefined } },
      'Resource "Source".ServiceRoleArn: expected a string',
    ],
    [
      'a data source without its function',
      { Source: { LambdaConfig: {} } },
      'Resource "Source".LambdaConfig.LambdaFunctionArn: expected a string',
    ],
    [
      'a resolver without its data source',
      { A: { DataSourceName: undefined } },
      'Resource "A".DataSourceName: expected',
    ],
    [
      'a limit that is no number',
      { Api: { QueryDepthLimit: 'deep' } },
      'Resource "Api".QueryDepthLimit: expected a number',
    ],
    [
      'a batch that AppSync does not send',
      { A: { MaxBatchSize: 2001 } },
      'Resource "A".MaxBatchSize: expected a whole number from 0 to 2000, found 2001',
    ],
    ['a depth that AppSync does not count', { Api: { QueryDepthLimit: 76 } }, 'whole number from 0 to 75, found 76'],
    ['more resolvers than run', { Api: { ResolverCountLimit: 10_001 } }, 'whole number from 0 to 10000, found 10001'],
    ['a switch of its own', { Api: { IntrospectionConfig: 'OFF' } }, 'expected ENABLED or DISABLED, found "OFF"'],
    ['an action of its own', { Api: { UserPoolConfig: { ...pool, DefaultAction: 'NO' } } }, 'found "NO"'],
    [
      'a pattern that is none',
      { Api: { UserPoolConfig: { ...pool, AppIdClientRegex: '(' } } },
      'AppIdClientRegex ( is no',
    ],
    [
      'a short variable',
      { Api: { EnvironmentVariables: { A: '' } } },
      'Api: environment variable A: a name is a letter',
    ],
    [
      'two data sources of one name',
      { Nothing: { Name: 'predictions' } },
      'Nothing: there is another data source named',
    ],
    ['a data source without a proper name', { Nothing: { Name: 'no-thing' } }, 'Nothing: its name no-thing is not of'],
    ['a merged API', { Api: { ApiType: 'MERGED' } }, 'Api: merged APIs are not emulated'],
    ['another kind of resolver', { A: { Kind: 'Unit' } }, 'Resource "A".Kind: expected UNIT or PIPELINE, found "Unit"'],
    [
      'another version of the runtime',
      { A: { Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '2' } } },
      'expected 1.0.0',
    ],
    ['two resolvers of one field', { B: { FieldName: 'a' } }, 'Resolver B: Query.a has a resolver already'],
    ['a long pipeline', { B: { PipelineConfig: { Functions: Array(11).fill('f1') } } }, 'B: it has 11 functions'],
    [
      'a function that no pipeline uses, with code that AppSync does not take',
      { B: { PipelineConfig: { Functions: [] } }, F: { Code: 'while (true) {}' } },
      'FunctionConfiguration F: \nF.js:1:1 named-exports',
    ],
    ['a resolver in VTL', { A: { Runtime: undefined } }, 'A: only the runtime APPSYNC_JS'],
    [
      'a pipeline without its function',
      { B: { PipelineConfig: { Functions: ['gone'] } } },
      'B: there is no function gone',
    ],
  ])('are refused for %s, by name', (_, changes, message) => {
    expect(() => appSyncOptions(template(changes), neighbours)).toThrow(message);
  });

  it.each([
    'AMAZON_DYNAMODB',
    'AMAZON_ELASTICSEARCH',
    'AMAZON_OPENSEARCH_SERVICE',
    'AMAZON_EVENTBRIDGE',
    'AMAZON_BEDROCK_RUNTIME',
    'RELATIONAL_DATABASE',
  ])('are refused for a data source of type %s, by name', (Type) => {
    expect(() => appSyncOptions(template({ Source: { Type } }), neighbours)).toThrow(
      `AWS::AppSync::DataSource Source: data source type ${Type} is not emulated`,
    );
  });
});
