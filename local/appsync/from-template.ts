import { readFileSync } from 'node:fs';
import { propertiesOf } from '../template/resource-properties.ts';
import type { Resource, Template } from '../template/template.ts';
import { checkResolver, formatProblem } from './appsync-js/check.ts';
import { readUserPoolAuth } from './auth/read-user-pool-auth.ts';
import { type DataSourceNeighbours, readDataSource } from './data-sources/read-data-source.ts';
import type { AppSyncOptions, DataSource, JsonWebKeySet, LogEntry, ResolverOptions, ResolverStep } from './options.ts';

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html */
const maximumFunctions = 10;

/** What an API needs from the services around it. */
export interface AppSyncNeighbours extends DataSourceNeighbours {
  /** The public keys of the user pool with this id. */
  readonly jwks: (userPoolId: string) => JsonWebKeySet | Promise<JsonWebKeySet>;
  readonly log: (entry: LogEntry) => void;
}

/** Reads the one GraphQL API of a template; throws an error that names the resource and what is wrong with it. */
export function appSyncOptions(template: Template, neighbours: AppSyncNeighbours): AppSyncOptions {
  const api = oneOf(template, 'AWS::AppSync::GraphQLApi');
  if (propertiesOf(api).text('ApiType') === 'MERGED') throw refused(api, 'merged APIs are not emulated');
  const schema = oneOf(template, 'AWS::AppSync::GraphQLSchema');
  const properties = propertiesOf(api);
  const { userPoolId, ...userPool } = readUserPoolAuth(api);
  return {
    schema: propertiesOf(schema).text('Definition') ?? read(template, schema, 'DefinitionS3Location'),
    environment: readEnvironment(api),
    auth: { userPool: { ...userPool, jwks: () => neighbours.jwks(userPoolId) } },
    introspection: properties.choice('IntrospectionConfig', ['ENABLED', 'DISABLED']) !== 'DISABLED',
    queryDepthLimit: properties.integer('QueryDepthLimit', 0, 75) ?? 0,
    resolverCountLimit: properties.integer('ResolverCountLimit', 0, 10_000) ?? 0,
    resolvers: readResolvers(template),
    dataSources: readDataSources(template, neighbours),
    log: neighbours.log,
  };
}

function readDataSources(template: Template, neighbours: DataSourceNeighbours): AppSyncOptions['dataSources'] {
  const byName: Record<string, DataSource> = {};
  for (const resource of all(template, 'AWS::AppSync::DataSource')) {
    const name = propertiesOf(resource).requiredText('Name');
    if (!/^[_A-Za-z]\w*$/.test(name))
      throw refused(resource, `its name ${name} is not of letters, digits and underscores`);
    if (Object.hasOwn(byName, name)) throw refused(resource, `there is another data source named ${name}`);
    byName[name] = readDataSource(resource, neighbours);
  }
  return byName;
}

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_PutGraphqlApiEnvironmentVariables.html */
function readEnvironment(api: Resource): Readonly<Record<string, string>> {
  const variables = propertiesOf(api).textsByName('EnvironmentVariables');
  const entries = Object.entries(variables);
  if (entries.length > 50) throw refused(api, `it has ${entries.length} environment variables; AppSync takes 50`);
  const wrong = entries.find(([name, value]) => !/^[A-Za-z]\w{1,63}$/.test(name) || value.length > 512)?.[0];
  if (wrong === undefined) return variables;
  const rule = 'a name is a letter and 1 to 63 letters, digits and underscores, a value has 512 characters at most';
  throw refused(api, `environment variable ${wrong}: ${rule}`);
}

function readResolvers(template: Template): ResolverOptions[] {
  const byField = new Map<string, ResolverOptions>();
  for (const resource of all(template, 'AWS::AppSync::Resolver')) {
    const resolver = toResolver(template, resource);
    const field = `${resolver.typeName}.${resolver.fieldName}`;
    if (byField.has(field)) throw refused(resource, `${field} has a resolver already; only one is allowed per field`);
    byField.set(field, resolver);
  }
  checkUnusedFunctions(template);
  return [...byField.values()];
}

function toResolver(template: Template, resource: Resource): ResolverOptions {
  const properties = propertiesOf(resource);
  const field = { typeName: properties.requiredText('TypeName'), fieldName: properties.requiredText('FieldName') };
  const kind = properties.choice('Kind', ['UNIT', 'PIPELINE']) ?? 'UNIT';
  if (kind === 'UNIT') return { kind, ...field, ...toStep(template, resource) };
  const functionIds = properties.object('PipelineConfig').texts('Functions');
  if (functionIds.length > maximumFunctions) {
    throw refused(resource, `it has ${functionIds.length} functions; AppSync takes ${maximumFunctions}`);
  }
  return {
    kind,
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

/** AppSync checks a function's code when it is made, whether a pipeline uses it or not. */
function checkUnusedFunctions(template: Template): void {
  const used = new Set(
    all(template, 'AWS::AppSync::Resolver').flatMap((resolver) =>
      propertiesOf(resolver).object('PipelineConfig').texts('Functions'),
    ),
  );
  for (const resource of all(template, 'AWS::AppSync::FunctionConfiguration')) {
    if (used.has(resource.attributes.FunctionId ?? '')) continue;
    const problems = checkResolver(toStep(template, resource).code, { fileName: `${resource.logicalId}.js` });
    if (problems.length > 0) throw refused(resource, `\n${problems.map(formatProblem).join('\n')}`);
  }
}

function toStep(template: Template, resource: Resource): ResolverStep {
  const properties = propertiesOf(resource);
  const maxBatchSize = properties.integer('MaxBatchSize', 0, 2000);
  return {
    code: code(template, resource),
    dataSourceName: properties.requiredText('DataSourceName'),
    ...(maxBatchSize !== undefined && { maxBatchSize }),
  };
}

function code(template: Template, resource: Resource): string {
  const properties = propertiesOf(resource);
  const runtime = properties.object('Runtime');
  if (runtime.text('Name') !== 'APPSYNC_JS') throw refused(resource, 'only the runtime APPSYNC_JS is emulated');
  runtime.choice('RuntimeVersion', ['1.0.0']);
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
