import { type Credentials, createSigner } from '../../iam/signature.ts';
import { propertiesOf, type ResourceProperties } from '../../template/resource-properties.ts';
import type { Resource } from '../../template/template.ts';
import type { DataSource, HttpDataSource, LambdaDataSource } from '../options.ts';

/** What data sources need from the services around the API; both throw an Error naming what is missing. */
export interface DataSourceNeighbours {
  /** What invokes a Lambda function in the name of a data source's service role. */
  readonly lambdaFunction: (functionArn: string, serviceRoleArn: string) => LambdaDataSource['invoke'];
  /** Credentials of a data source's service role. */
  readonly serviceCredentials: (serviceRoleArn: string) => Credentials;
}

/** Reads an `AWS::AppSync::DataSource`; a type that is not emulated is refused by name. */
export function readDataSource(resource: Resource, neighbours: DataSourceNeighbours): DataSource {
  const properties = propertiesOf(resource);
  const type = properties.text('Type');
  if (type === 'NONE') return { type };
  if (type === 'HTTP') return readHttpSource(resource, properties, neighbours);
  if (type !== 'AWS_LAMBDA') throw refused(resource, `data source type ${type} is not emulated`);
  const functionArn = properties.object('LambdaConfig').requiredText('LambdaFunctionArn');
  return { type, invoke: neighbours.lambdaFunction(functionArn, properties.requiredText('ServiceRoleArn')) };
}

function readHttpSource(
  resource: Resource,
  properties: ResourceProperties,
  { serviceCredentials }: DataSourceNeighbours,
): HttpDataSource {
  const config = properties.object('HttpConfig');
  const endpoint = config.requiredText('Endpoint');
  if (!/^https?:\/\/[^/?#@]+\/?$/.test(endpoint)) throw refused(resource, `its endpoint ${endpoint} is no HTTP host`);
  const authorization = config.object('AuthorizationConfig');
  const kind = authorization.text('AuthorizationType');
  if (kind === undefined) return { type: 'HTTP', endpoint };
  if (kind !== 'AWS_IAM') throw refused(resource, `authorization type ${kind} is not emulated`);
  const { requiredText } = authorization.object('AwsIamConfig');
  const credentials = serviceCredentials(properties.requiredText('ServiceRoleArn'));
  return {
    type: 'HTTP',
    endpoint,
    sign: signAs(credentials, requiredText('SigningRegion'), requiredText('SigningServiceName')),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function signAs(
  credentials: Credentials,
  signingRegion: string,
  signingService: string,
): NonNullable<HttpDataSource['sign']> {
  const signer = createSigner(credentials);
  return async ({ url, method, headers, body }) => {
    const query: Record<string, string[]> = {};
    for (const name of url.searchParams.keys()) query[name] = url.searchParams.getAll(name);
    const unsigned = {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query,
      headers: { ...headers },
      body,
    };
    const signed = await signer.sign(unsigned, { signingRegion, signingService });
    return signed.headers;
  };
}

const refused = ({ logicalId, type }: Resource, reason: string) => new Error(`${type} ${logicalId}: ${reason}`);
