import { readFileSync } from 'node:fs';
import { propertiesOf } from '../template/resource-properties.ts';
import type { Resource, Template } from '../template/template.ts';
import { readUserPoolAuth } from './auth/read-user-pool-auth.ts';
import { type DataSourceNeighbours, readDataSource } from './data-sources/read-data-source.ts';
import type { AppSyncOptions, JsonWebKeySet, LogEntry, ResolverOptions, ResolverStep } from './options.ts';

/** What an API needs from the services around it. */
export interface AppSyncNeighbours extends DataSourceNeighbours {
  /** The public keys of the user pool with this id. */
  readonly jwks: (userPoolId: string) => JsonWebKeySet | Promise<JsonWebKeySet>;
  readonly log: (entry: LogEntry) => void;
}

/** Reads the one GraphQL API of a template; throws an error that names the resource and what is wrong with it. */
export function appSyncOptions(template: Template, neighbours: AppSyncNeighbours): AppSyncOptions {
  const api = oneOf(template, 'AWS::AppSync::GraphQLApi');
  const schema = oneOf(template, 'AWS::AppSync::GraphQLSchema');
  const properties = propertiesOf(api);
  const { userPoolId, ...userPool } = readUserPoolAuth(api);
  return {
    schema: propertiesOf(schema).text('Definition') ?? read(template, schema, 'DefinitionS3Location'),
    environment: properties.textsByName('EnvironmentVariables'),
    auth: { userPool: { ...userPool, jwks: () => neighbours.jwks(userPoolId) } },
    introspection: properties.text('IntrospectionConfig') !== 'DISABLED',
    queryDepthLimit: properties.number('QueryDepthLimit') ?? 0,
    resolverCountLimit: properties.number('ResolverCountLimit') ?? 0,
    resolvers: all(template, 'AWS::AppSync::Resolver').map((resolver) => toResolver(template, resolver)),
    dataSources: Object.fromEntries(
      all(template, 'AWS::AppSync::DataSource').map((source) => [
        propertiesOf(source).requiredText('Name'),
        readDataSource(source, neighbours),
      ]),
    ),
    log: neighbours.log,
  };
}

function toResolver(template: Template, resource: Resource): ResolverOptions {
  const properties = propertiesOf(resource);
  const field = { typeName: properties.requiredText('TypeName'), fieldName: properties.requiredText('FieldName') };
  if (properties.text('Kind') !== 'PIPELINE') return { kind: 'UNIT', ...field, ...toStep(template, resource) };
  const functionIds = properties.object('PipelineConfig').texts('Functions');
  return {
    kind: 'PIPELINE',
    ...field,
    code: code(template, resource),
    functions: functionIds.map((id) => toStep(template, functionById(template, resource, id))),
  };
}

function functionById(template: Template, resolver: Resource, id: string): Resource {
  const found = all(template, 'AWS::AppSync::FunctionConfiguration').find(
    ({ attributes }) => attributes.FunctionId === id,
  );
  if (!found) throw refused(resolver, `there is no function ${id}`);
  return found;
}

function toStep(template: Template, resource: Resource): ResolverStep {
  const properties = propertiesOf(resource);
  const maxBatchSize = properties.number('MaxBatchSize');
  if (maxBatchSize !== undefined && (maxBatchSize < 0 || maxBatchSize > 2000)) {
    throw refused(resource, `MaxBatchSize ${maxBatchSize} is not from 0 to 2000`);
  }
  return {
    code: code(template, resource),
    dataSourceName: properties.requiredText('DataSourceName'),
    ...(maxBatchSize !== undefined && { maxBatchSize }),
  };
}

function code(template: Template, resource: Resource): string {
  const properties = propertiesOf(resource);
  if (properties.object('Runtime').text('Name') !== 'APPSYNC_JS')
    throw refused(resource, 'only the runtime APPSYNC_JS is emulated');
  return properties.text('Code') ?? read(template, resource, 'CodeS3Location');
}

function read(template: Template, resource: Resource, property: string): string {
  const key = /^s3:\/\/[^/]+\/(.+)$/.exec(propertiesOf(resource).requiredText(property))?.[1];
  if (!key) throw refused(resource, `${property} is no S3 location`);
  return readFileSync(template.assetPath(key), 'utf8');
}

function oneOf(template: Template, type: string): Resource {
  const [first, second] = all(template, type);
  if (!first || second) throw new Error(`the template must hold exactly one ${type}`);
  return first;
}

const all = ({ resources }: Template, type: string) => resources.filter((resource) => resource.type === type);
const refused = ({ logicalId, type }: Resource, reason: string) => new Error(`${type} ${logicalId}: ${reason}`);
