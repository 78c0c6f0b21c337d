import type { Node } from 'constructs';
import { type Settings, validSettings } from './settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings that an app's context gives: `cdk -c name=value`, or `context` of cdk.json or cdk.context.json.
 *
 * @throws Error naming every setting that is unknown or breaks its rule.
 */
export function readSettings(node: Node, environment: Environment): Settings {
  return settingsOfContext(node.getAllContext(), environment);
}

/**
 * The settings among the entries of a context. CDK's own entries are no plain words, so a plain word that is no setting
 * is a mistake.
 *
 * @throws Error naming every setting that is unknown or breaks its rule.
 */
export function settingsOfContext(context: Readonly<Record<string, unknown>>, environment: Environment): Settings {
  const entries = Object.entries(context).filter(([name]) => /^[A-Za-z]+$/.test(name));
  return validSettings(Object.fromEntries(entries), environment);
}
