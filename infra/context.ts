import type { Node } from 'constructs';
import { type Settings, validSettings } from './settings.ts';

/**
 * The settings that CDK's context gives: `cdk -c name=value`, or `context` of cdk.json or cdk.context.json. CDK's own
 * entries are no plain words, so a plain word that is no setting is a mistake.
 *
 * @throws Error naming every setting that is unknown or breaks its rule.
 */
export function readSettings(node: Node, environment: Readonly<Record<string, string | undefined>>): Settings {
  const entries = Object.entries(node.getAllContext() as Record<string, unknown>);
  return validSettings(Object.fromEntries(entries.filter(([name]) => /^[A-Za-z]+$/.test(name))), environment);
}
