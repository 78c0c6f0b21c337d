import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { TemplateDocument } from './document.ts';
import { TemplateError } from './template-error.ts';
import { isObject } from './values.ts';

/** One stack as CDK writes it: its template, and what a cloud assembly tells beside it. */
export interface AssemblyStack {
  readonly stackName: string;
  readonly document: TemplateDocument;
  /** The account and Region that the stack is bound to; a stack that is bound to none has neither. */
  readonly accountId?: string;
  readonly region?: string;
  /** The folder that holds the assets. */
  readonly folder: string;
  /** Path of each asset below the folder, by S3 object key. */
  readonly assetPaths: ReadonlyMap<string, string>;
}

interface Manifest {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  /** `aws://ACCOUNT/REGION`, each of them `unknown-...` where the stack is bound to none. */
  readonly environment?: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly file?: string };
}

interface Stack {
  readonly artifactId: string;
  readonly artifact: Artifact;
  readonly templateFile: string;
}

interface AssetManifest {
  readonly files?: Readonly<Record<string, FileAsset>>;
}

interface FileAsset {
  readonly source: { readonly path: string };
  readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
}

const manifestFile = 'manifest.json';

/**
 * Reads a stack: the one of a cloud assembly's folder, the one whose template file is named, or a template that stands
 * alone and so has no assets.
 *
 * @throws TemplateError when there is no such file, no JSON in it, or not exactly one stack to choose.
 */
export function readAssembly(path: string): AssemblyStack {
  if (!existsSync(path)) throw new TemplateError(path, 'no such file or folder');
  return statSync(path).isDirectory() ? readOnlyStack(path) : readStackOfFile(path);
}

function readOnlyStack(folder: string): AssemblyStack {
  const { artifacts = {} } = readJson<Manifest>(folder, manifestFile);
  const stacks = stacksOf(artifacts);
  const [stack] = stacks;
  if (stack && stacks.length === 1) return readStack(folder, stack, artifacts);
  const files = stacks.map(({ templateFile }) => join(folder, templateFile)).join(', ');
  throw new TemplateError(
    folder,
    stack ? `it holds several stacks, name one by its file: ${files}` : 'it holds no stack',
  );
}

function readStackOfFile(file: string): AssemblyStack {
  const folder = dirname(file);
  const { artifacts = {} } = existsSync(join(folder, manifestFile)) ? readJson<Manifest>(folder, manifestFile) : {};
  const stack = stacksOf(artifacts).find(({ templateFile }) => templateFile === basename(file));
  if (stack) return readStack(folder, stack, artifacts);
  const document = readJson<TemplateDocument>(folder, basename(file));
  return { stackName: basename(file).replace(/(\.template)?\.json$/, ''), document, folder, assetPaths: new Map() };
}

function stacksOf(artifacts: Readonly<Record<string, Artifact>>): Stack[] {
  return Object.entries(artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([artifactId, artifact]) => {
      return { artifactId, artifact, templateFile: artifact.properties?.templateFile ?? `${artifactId}.template.json` };
    });
}

function readStack(
  folder: string,
  { artifactId, artifact, templateFile }: Stack,
  artifacts: Readonly<Record<string, Artifact>>,
): AssemblyStack {
  const { accountId, region } =
    /^aws:\/\/(?<accountId>[^/]+)\/(?<region>.+)$/.exec(artifact.environment ?? '')?.groups ?? {};
  return {
    stackName: artifact.properties?.stackName ?? artifactId,
    document: readJson<TemplateDocument>(folder, templateFile),
    folder,
    assetPaths: readAssetPaths(folder, Object.values(artifacts)),
    ...(isBound(accountId) && { accountId }),
    ...(isBound(region) && { region }),
  };
}

const isBound = (name: string | undefined): name is string => name !== undefined && !name.startsWith('unknown-');

function readAssetPaths(folder: string, artifacts: readonly Artifact[]): ReadonlyMap<string, string> {
  const manifests = artifacts.filter(({ type }) => type === 'cdk:asset-manifest');
  const files = manifests.flatMap(({ properties }) =>
    Object.values(properties?.file ? (readJson<AssetManifest>(folder, properties.file).files ?? {}) : {}),
  );
  return new Map(
    files.flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, source.path] as const),
    ),
  );
}

function readJson<Content extends object>(folder: string, file: string): Content {
  const path = join(folder, file);
  if (!existsSync(path)) throw new TemplateError(path, 'no such file, is this a cloud assembly?');
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isObject(content)) return content as Content;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new TemplateError(path, 'it holds no JSON object; CDK writes templates in JSON');
}
