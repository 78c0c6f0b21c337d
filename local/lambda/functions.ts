import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { propertiesOf, type ResourceProperties } from '../template/resource-properties.ts';
import type { Resource } from '../template/template.ts';

/** A function of the template, from `AWS::Lambda::Function`. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** e.g. `nodejs22.x`. */
  readonly runtime: string;
  /** Folder of the bundle. */
  readonly folder: string;
  /** `<module>.<export>`. */
  readonly handler: string;
  /** 1 to 900. */
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | undefined;
}

/** The functions of a template, and why the others do not run here, by name. */
export interface TemplateFunctions {
  readonly functions: readonly LambdaFunction[];
  readonly refused: ReadonlyMap<string, string>;
}

/** Reads the functions of a template; those that are no bundle for Node.js are refused. */
export function readFunctions(
  resources: readonly Resource[],
  assetPath: (objectKey: string) => string,
): TemplateFunctions {
  const functions: LambdaFunction[] = [];
  const refused = new Map<string, string>();
  for (const resource of resources.filter(({ type }) => type === 'AWS::Lambda::Function')) {
    const reason = reasonToRefuse(propertiesOf(resource));
    if (reason === undefined) functions.push(readFunction(resource, assetPath));
    else refused.set(resource.ref, `Lambda function ${resource.ref} does not run locally: ${reason}`);
  }
  return { functions, refused };
}

/** URL of the module and name of the export that a handler names. Throws when the bundle has no such module. */
export async function findHandler({
  name,
  folder,
  handler,
}: LambdaFunction): Promise<{ path: string; exportName: string }> {
  const dot = handler.lastIndexOf('.');
  const module = join(folder, handler.slice(0, dot));
  for (const extension of ['.js', '.mjs', '.cjs']) {
    const path = `${module}${extension}`;
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    if (exists) return { path, exportName: handler.slice(dot + 1) };
  }
  throw new Error(`Lambda function ${name}: ${module} has no .js, .mjs or .cjs file for its handler ${handler}`);
}

function reasonToRefuse(properties: ResourceProperties): string | undefined {
  if (properties.text('PackageType') === 'Image') return 'it is a container image';
  const runtime = properties.text('Runtime');
  if (!runtime?.startsWith('nodejs')) return `its runtime is ${runtime}, only Node.js is emulated`;
  if (properties.texts('Layers').length > 0) return 'it has layers, which are not emulated';
  if (properties.object('Code').text('S3Key') === undefined) return 'its code is inline, only bundles are emulated';
  return undefined;
}

function readFunction(resource: Resource, assetPath: (objectKey: string) => string): LambdaFunction {
  const { ref, attributes } = resource;
  const properties = propertiesOf(resource);
  return {
    name: ref,
    arn: attributes.Arn ?? ref,
    roleArn: properties.requiredText('Role'),
    runtime: properties.requiredText('Runtime'),
    folder: assetPath(properties.object('Code').requiredText('S3Key')),
    handler: properties.requiredText('Handler'),
    timeoutSeconds: properties.number('Timeout') ?? 3,
    memoryMegabytes: properties.number('MemorySize') ?? 128,
    variables: properties.object('Environment').textsByName('Variables'),
    reservedConcurrency: properties.number('ReservedConcurrentExecutions'),
  };
}
