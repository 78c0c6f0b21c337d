import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TemplateDocument } from './document.ts';
import { TemplateError } from './template-error.ts';

/** The one stack of a cloud assembly, as CDK writes it. */
export interface AssemblyStack {
  readonly stackName: string;
  readonly document: TemplateDocument;
  /** Path of each asset below the assembly's folder, by S3 object key. */
  readonly assetPaths: ReadonlyMap<string, string>;
}

interface Manifest {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly file?: string };
}

interface AssetManifest {
  readonly files?: Readonly<Record<string, FileAsset>>;
}

interface FileAsset {
  readonly source: { readonly path: string };
  readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
}

/**
 * Reads the stack of a cloud assembly.
 *
 * @throws TemplateError when the folder holds no assembly, or not exactly one stack.
 */
export function readAssembly(folder: string): AssemblyStack {
  const { artifacts = {} } = readJson<Manifest>(folder, 'manifest.json');
  const stacks = Object.entries(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const [stack] = stacks;
  if (!stack || stacks.length > 1) throw new TemplateError(folder, `expected one stack, found ${stacks.length}`);
  const [artifactId, { properties = {} }] = stack;
  return {
    stackName: properties.stackName ?? artifactId,
    document: readJson<TemplateDocument>(folder, properties.templateFile ?? `${artifactId}.template.json`),
    assetPaths: readAssetPaths(folder, Object.values(artifacts)),
  };
}

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

function readJson<Content>(folder: string, file: string): Content {
  const path = join(folder, file);
  if (!existsSync(path)) throw new TemplateError(path, 'no such file, is this a cloud assembly?');
  return JSON.parse(readFileSync(path, 'utf8')) as Content;
}
