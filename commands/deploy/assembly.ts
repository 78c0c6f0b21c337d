import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from '../../build/build-all.ts';
import type { Settings } from '../../infra/settings.ts';
import type { Template } from '../../infra/template-sizes.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** What a deployment would send to AWS. */
export interface Assembly {
  /** Folder of the cloud assembly. */
  readonly folder: string;
  readonly stackName: string;
  readonly template: Template;
  /** The version of CDK's own resources in an environment that the stack needs, and where an environment tells its own. */
  readonly bootstrap: { readonly parameter: string; readonly lowestVersion: number };
}

/**
 * Builds the bundles and synthesizes the stack into `cdk.out`, without an account.
 *
 * @param validation checks the template against CloudFormation's rules, which takes four times as long.
 * @throws Error naming a missing data file, or the rules of CloudFormation that the template breaks.
 */
export async function prepareAssembly(settings: Settings, validation: boolean): Promise<Assembly> {
  requireHistory(settings.dataPath);
  await buildAll({ only: ['resolvers', 'handlers'] });
  // CDK takes a second to load, which help and refusals do without.
  const { synthesize } = await import('../../infra/synthesize.ts');
  const outdir = join(repository, 'cdk.out');
  const { assemblyFolder: folder, stackName } = synthesize({ outdir, settings, validation });
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
  const { artifacts } = read<{ artifacts: Record<string, { properties: StackProperties }> }>('manifest.json');
  const properties = artifacts[stackName]?.properties;
  if (!properties) throw new Error(`${folder} has no stack ${stackName}`);
  return {
    ...{ folder, stackName },
    template: read<Template>(properties.templateFile),
    bootstrap: {
      parameter: properties.bootstrapStackVersionSsmParameter,
      lowestVersion: properties.requiresBootstrapStackVersion,
    },
  };
}

interface StackProperties {
  readonly templateFile: string;
  readonly bootstrapStackVersionSsmParameter: string;
  readonly requiresBootstrapStackVersion: number;
}

function requireHistory(dataPath: string): void {
  const file = resolve(repository, dataPath);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new Error(`There is no file ${file}; the setting dataPath names the CSV with the loan history`);
}
