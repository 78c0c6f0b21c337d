import { existsSync, statSync } from 'node:fs';
import { propertiesOf, type ResourceProperties } from '../template/resource-properties.ts';
import type { Resource } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import type { FunctionCode } from './function-code.ts';

/** A function of the template, from `AWS::Lambda::Function`. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** e.g. `nodejs22.x`. */
  readonly runtime: string;
  readonly code: FunctionCode;
  /** `<module>.<export>`. */
  readonly handler: string;
  /** 1 to 900. */
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | undefined;
}

/** The functions of a template, and why the others do not run here, by ARN. */
export interface TemplateFunctions {
  readonly functions: readonly LambdaFunction[];
  readonly refused: ReadonlyMap<string, string>;
}

/** Reads the functions of a template; those that are no code for Node.js are refused. */
export function readFunctions(
  resources: readonly Resource[],
  assetPath: (objectKey: string) => string,
): TemplateFunctions {
  const functions: LambdaFunction[] = [];
  const refused = new Map<string, string>();
  for (const resource of resources.filter(({ type }) => type === 'AWS::Lambda::Function')) {
    const read = readFunction(resource, assetPath);
    if (typeof read !== 'string') functions.push(read);
    else refused.set(arnOf(resource), `Lambda function ${resource.ref} does not run locally: ${read}`);
  }
  return { functions, refused };
}

function readFunction(resource: Resource, assetPath: (objectKey: string) => string): LambdaFunction | string {
  const properties = propertiesOf(resource);
  const reason = reasonToRefuse(properties);
  if (reason !== undefined) return reason;
  const code = readCode(properties.object('Code'), assetPath);
  if (typeof code === 'string') return code;
  return {
    name: resource.ref,
    arn: arnOf(resource),
    roleArn: properties.requiredText('Role'),
    runtime: properties.requiredText('Runtime'),
    code,
    handler: properties.requiredText('Handler'),
    timeoutSeconds: properties.integer('Timeout', 1, 900) ?? 3,
    memoryMegabytes: properties.integer('MemorySize', 128, 10_240) ?? 128,
    variables: properties.object('Environment').textsByName('Variables'),
    reservedConcurrency: properties.integer('ReservedConcurrentExecutions', 0, 1_000_000),
  };
}

const arnOf = ({ ref, attributes }: Resource) => attributes.Arn ?? ref;

function reasonToRefuse(properties: ResourceProperties): string | undefined {
  if (properties.text('PackageType') === 'Image') return 'it is a container image';
  const runtime = properties.text('Runtime');
  if (!runtime?.startsWith('nodejs')) return `its runtime is ${runtime}, only Node.js is emulated`;
  if (properties.texts('Layers').length > 0) return 'it has layers, which are not emulated';
  if (properties.objects('FileSystemConfigs').length > 0) return 'it mounts a file system, which is not emulated';
  if (properties.value('DeadLetterConfig') !== undefined) return 'it has a dead-letter queue, which is not emulated';
  const reserved = properties
    .object('Environment')
    .object('Variables')
    .names.filter((name) => reservedVariables.has(name));
  if (reserved.length > 0) return `its environment has reserved keys: ${reserved.join(', ')}`;
  return undefined;
}

function readCode(code: ResourceProperties, assetPath: (objectKey: string) => string): FunctionCode | string {
  const text = code.text('ZipFile');
  if (text !== undefined) return { kind: 'inline', text };
  const objectKey = code.text('S3Key');
  if (objectKey === undefined) return 'it has neither ZipFile nor S3Key';
  const path = findAsset(objectKey, assetPath);
  if (path === undefined || !existsSync(path)) return `its code ${path ?? objectKey} is not among the assets`;
  return { kind: statSync(path).isDirectory() ? 'folder' : 'archive', path };
}

/** A template that stands alone has no assets; only a function that is asked for needs its own. */
function findAsset(objectKey: string, assetPath: (objectKey: string) => string): string | undefined {
  try {
    return assetPath(objectKey);
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const reservedVariables = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);
