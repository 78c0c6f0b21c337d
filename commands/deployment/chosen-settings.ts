import { existsSync, readFileSync } from 'node:fs';
import { settingsOfContext } from '../../infra/context.ts';
import type { Settings } from '../../infra/settings.ts';

const repository = new URL('../../', import.meta.url);

/**
 * The settings as a deployment has them: those of the CDK's context files under those of the command line.
 *
 * @throws Error naming every setting that is unknown or breaks its rule.
 */
export function chosenSettings(context: Readonly<Record<string, string>>): Settings {
  return settingsOfContext({ ...projectContext(), ...savedContext(), ...context }, process.env);
}

const projectContext = () => readJson('cdk.json').context as Record<string, unknown> | undefined;
const savedContext = () => readJson('cdk.context.json');

function readJson(name: string): Record<string, unknown> {
  const file = new URL(name, repository);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
}
