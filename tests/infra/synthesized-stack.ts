import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Template } from 'aws-cdk-lib/assertions';
import { buildAll } from '../../build/build-all.ts';
import type { Settings } from '../../infra/settings.ts';
import { synthesize } from '../../infra/synthesize.ts';

/** What the synthesis of the real stack wrote. */
export interface SynthesizedForTests {
  readonly assemblyFolder: string;
  readonly stackName: string;
  readonly json: string;
  readonly template: Template;
}

/** A stack of production with all that a deployment may add. */
export const everyChoice = {
  stage: 'prod',
  alarmEmail: 'risk@example.com',
  retrainSchedule: 'rate(30 days)',
} as const satisfies Partial<Settings>;

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

// Files of one worker share this module, so each stack is synthesized once for all of them.
const synthesized = new Map<string, SynthesizedForTests>();

/** Builds the resolvers and the Lambdas where they have changed, and gives the folder that they are in. */
export async function buildForInfra(): Promise<string> {
  await buildAll({ only: ['resolvers', 'handlers'] });
  return dist;
}

/** Synthesizes the real stack from built files, once for each choice of settings. */
export function synthesizeStack(builtFolder: string, settings: Partial<Settings> = {}): SynthesizedForTests {
  const key = JSON.stringify(settings);
  const known = synthesized.get(key) ?? synthesizeAnew(builtFolder, settings);
  synthesized.set(key, known);
  return known;
}

/** Synthesizes the real stack from built files, whatever has been synthesized before. */
export function synthesizeAnew(builtFolder: string, settings: Partial<Settings> = {}): SynthesizedForTests {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk.out-'));
  const { assemblyFolder, stackName } = synthesize({ outdir, settings, builtFolder });
  const json = readFileSync(join(assemblyFolder, `${stackName}.template.json`), 'utf8');
  return { assemblyFolder, stackName, json, template: Template.fromString(json) };
}
