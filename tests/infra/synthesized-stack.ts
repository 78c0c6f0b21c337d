import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { buildAll } from '../../build/build-all.ts';
import type { Settings } from '../../infra/settings.ts';
import { synthesize } from '../../infra/synthesize.ts';

/** Builds the resolvers and the Lambdas into a folder of their own, so that no other test's build is in the way. */
export async function buildForInfra(): Promise<string> {
  const builtFolder = mkdtempSync(join(tmpdir(), 'recourse-built-'));
  await buildAll({ only: ['resolvers', 'handlers'], outdir: builtFolder });
  return builtFolder;
}

/** Synthesizes the real stack from built files. */
export function synthesizeStack(builtFolder: string, settings: Partial<Settings> = {}) {
  const { assemblyFolder, stackName } = synthesize({ outdir: join(builtFolder, 'cdk.out'), settings, builtFolder });
  const json = readFileSync(join(assemblyFolder, `${stackName}.template.json`), 'utf8');
  return { assemblyFolder, stackName, json, template: Template.fromString(json) };
}
