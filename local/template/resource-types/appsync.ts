import { arn, type DeclaredResource, id, property, type ResourceTypes } from '../resource-type.ts';

function apiId(api: DeclaredResource): string {
  return id(api, 26, 'lower');
}

function apiArn(api: DeclaredResource): string {
  return arn(api, 'appsync', `apis/${apiId(api)}`);
}

/** The host's first label; it is not the API's id. */
function endpointId(api: DeclaredResource): string {
  return id(api, 26, 'lower', 'endpoint');
}

function host(api: DeclaredResource, kind: 'api' | 'realtime-api'): string {
  return `${endpointId(api)}.appsync-${kind}.${api.environment.region}.amazonaws.com`;
}

function dataSourceArn(dataSource: DeclaredResource): string {
  const path = `apis/${property(dataSource, 'ApiId')}/datasources/${property(dataSource, 'Name')}`;
  return arn(dataSource, 'appsync', path);
}

function resolverArn(resolver: DeclaredResource): string {
  const [api, type, field] = ['ApiId', 'TypeName', 'FieldName'].map((name) => property(resolver, name));
  return arn(resolver, 'appsync', `apis/${api}/types/${type}/resolvers/${field}`);
}

/** Two functions may have the same name, so the id is of its own. */
function functionId(configuration: DeclaredResource): string {
  return id(configuration, 26, 'lower');
}

function functionArn(configuration: DeclaredResource): string {
  return arn(
    configuration,
    'appsync',
    `apis/${property(configuration, 'ApiId')}/functions/${functionId(configuration)}`,
  );
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_AppSync.html */
export const appsync: ResourceTypes = {
  'AWS::AppSync::GraphQLApi': {
    ref: apiArn,
    attributes: {
      ApiId: apiId,
      Arn: apiArn,
      GraphQLDns: (api) => host(api, 'api'),
      GraphQLEndpointArn: (api) => arn(api, 'appsync', `endpoints/graphql-api/${endpointId(api)}`),
      GraphQLUrl: (api) => `https://${host(api, 'api')}/graphql`,
      RealtimeDns: (api) => host(api, 'realtime-api'),
      RealtimeUrl: (api) => `wss://${host(api, 'realtime-api')}/graphql`,
    },
  },
  'AWS::AppSync::GraphQLSchema': {
    ref: (schema) => `${property(schema, 'ApiId')}GraphQLSchema`,
    attributes: { Id: (schema) => `${property(schema, 'ApiId')}GraphQLSchema` },
  },
  'AWS::AppSync::DataSource': {
    ref: dataSourceArn,
    attributes: { DataSourceArn: dataSourceArn, Name: (dataSource) => property(dataSource, 'Name') },
  },
  'AWS::AppSync::Resolver': {
    ref: resolverArn,
    attributes: {
      FieldName: (resolver) => property(resolver, 'FieldName'),
      ResolverArn: resolverArn,
      TypeName: (resolver) => property(resolver, 'TypeName'),
    },
  },
  'AWS::AppSync::FunctionConfiguration': {
    ref: functionArn,
    attributes: {
      DataSourceName: (configuration) => property(configuration, 'DataSourceName'),
      FunctionArn: functionArn,
      FunctionId: functionId,
      Name: (configuration) => property(configuration, 'Name'),
    },
  },
  'AWS::AppSync::ApiCache': { ref: (cache) => id(cache, 26, 'lower'), attributes: {} },
};
