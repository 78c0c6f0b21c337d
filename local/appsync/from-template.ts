import { readFileSync } from 'node:fs';
import type { Resource, Template } from '../template/template.ts';
import type {
  AppSyncOptions,
  DataSource,
  InvocationMode,
  InvocationReply,
  JsonWebKeySet,
  LogEntry,
  ResolverOptions,
  ResolverStep,
} from './options.ts';

/** What an API needs from the services around it. */
export interface AppSyncNeighbours {
  /** Invokes the Lambda function with this ARN. */
  readonly invokeLambda: (functionArn: string, payload: unknown, mode: InvocationMode) => Promise<InvocationReply>;
  /** The public keys of the user pool with this id. */
  readonly jwks: (userPoolId: string) => JsonWebKeySet | Promise<JsonWebKeySet>;
  readonly log: (entry: LogEntry) => void;
}

/** Reads the one GraphQL API of a template; throws an error that names the resource and what is wrong with it. */
export function appSyncOptions(template: Template, neighbours: AppSyncNeighbours): AppSyncOptions {
  const api = oneOf(template, 'AWS::AppSync::GraphQLApi');
  const schema = oneOf(template, 'AWS::AppSync::GraphQLSchema');
  return {
    schema: text(schema, 'Definition') ?? read(template, schema, 'DefinitionS3Location'),
    environment: members<string>(api.properties.EnvironmentVariables),
    auth: { userPool: userPoolAuth(api, neighbours.jwks) },
    introspection: text(api, 'IntrospectionConfig') !== 'DISABLED',
    queryDepthLimit: number(api.properties.QueryDepthLimit),
    resolverCountLimit: number(api.properties.ResolverCountLimit),
    resolvers: all(template, 'AWS::AppSync::Resolver').map((resolver) => toResolver(template, resolver)),
    dataSources: Object.fromEntries(
      all(template, 'AWS::AppSync::DataSource').map((source) => [
        required(source, 'Name'),
        toDataSource(source, neighbours.invokeLambda),
      ]),
    ),
    log: neighbours.log,
  };
}

function userPoolAuth(api: Resource, jwks: AppSyncNeighbours['jwks']): AppSyncOptions['auth']['userPool'] {
  const type = text(api, 'AuthenticationType');
  if (type !== 'AMAZON_COGNITO_USER_POOLS') throw refused(api, `authentication type ${type} is not emulated`);
  if (list(api.properties.AdditionalAuthenticationProviders).length > 0) {
    throw refused(api, 'additional authentication providers are not emulated');
  }
  const { UserPoolId, AwsRegion, AppIdClientRegex, DefaultAction } = members(api.properties.UserPoolConfig);
  if (typeof UserPoolId !== 'string') throw refused(api, 'UserPoolConfig names no UserPoolId');
  const region = typeof AwsRegion === 'string' ? AwsRegion : UserPoolId.split('_')[0];
  return {
    issuer: `https://cognito-idp.${region}.amazonaws.com/${UserPoolId}`,
    jwks: () => jwks(UserPoolId),
    defaultAction: DefaultAction === 'DENY' ? 'DENY' : 'ALLOW',
    ...(typeof AppIdClientRegex === 'string' && { appIdClientRegex: AppIdClientRegex }),
  };
}

function toDataSource(resource: Resource, invokeLambda: AppSyncNeighbours['invokeLambda']): DataSource {
  const type = text(resource, 'Type');
  if (type === 'NONE') return { type };
  if (type !== 'AWS_LAMBDA') throw refused(resource, `data source type ${type} is not emulated`);
  const { LambdaFunctionArn } = members(resource.properties.LambdaConfig);
  if (typeof LambdaFunctionArn !== 'string') throw refused(resource, 'LambdaConfig names no LambdaFunctionArn');
  return { type, invoke: (payload, mode) => invokeLambda(LambdaFunctionArn, payload, mode) };
}

function toResolver(template: Template, resource: Resource): ResolverOptions {
  const field = { typeName: required(resource, 'TypeName'), fieldName: required(resource, 'FieldName') };
  if (text(resource, 'Kind') !== 'PIPELINE') return { kind: 'UNIT', ...field, ...toStep(template, resource) };
  const { Functions } = members(resource.properties.PipelineConfig);
  return {
    kind: 'PIPELINE',
    ...field,
    code: code(template, resource),
    functions: list(Functions).map((id) => toStep(template, functionById(template, resource, id))),
  };
}

function functionById(template: Template, resolver: Resource, id: unknown): Resource {
  const found = all(template, 'AWS::AppSync::FunctionConfiguration').find(
    ({ attributes }) => attributes.FunctionId === id,
  );
  if (!found) throw refused(resolver, `there is no function ${String(id)}`);
  return found;
}

function toStep(template: Template, resource: Resource): ResolverStep {
  const { MaxBatchSize } = resource.properties;
  return {
    code: code(template, resource),
    dataSourceName: required(resource, 'DataSourceName'),
    ...(MaxBatchSize !== undefined && { maxBatchSize: number(MaxBatchSize) }),
  };
}

function code(template: Template, resource: Resource): string {
  const { Name } = members(resource.properties.Runtime);
  if (Name !== 'APPSYNC_JS') throw refused(resource, 'only the runtime APPSYNC_JS is emulated');
  return text(resource, 'Code') ?? read(template, resource, 'CodeS3Location');
}

function read(template: Template, resource: Resource, property: string): string {
  const key = /^s3:\/\/[^/]+\/(.+)$/.exec(required(resource, property))?.[1];
  if (!key) throw refused(resource, `${property} is no S3 location`);
  return readFileSync(template.assetPath(key), 'utf8');
}

function oneOf(template: Template, type: string): Resource {
  const [first, second] = all(template, type);
  if (!first || second) throw new Error(`the template must hold exactly one ${type}`);
  return first;
}

const all = ({ resources }: Template, type: string) => resources.filter((resource) => resource.type === type);
const text = ({ properties }: Resource, name: string) =>
  typeof properties[name] === 'string' ? properties[name] : undefined;

function required(resource: Resource, name: string): string {
  const value = text(resource, name);
  if (value === undefined) throw refused(resource, `${name} is missing`);
  return value;
}

function members<T = unknown>(value: unknown): Readonly<Record<string, T>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, T>) : {};
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
// CloudFormation takes numbers as numbers or as text.
const number = (value: unknown) => Number(value ?? 0);
const refused = ({ logicalId, type }: Resource, reason: string) => new Error(`${type} ${logicalId}: ${reason}`);
