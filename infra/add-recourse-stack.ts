import { fileURLToPath } from 'node:url';
import type { App } from 'aws-cdk-lib';
import { RecourseStack } from './recourse-stack.ts';
import type { Settings } from './settings.ts';

const repository = new URL('../', import.meta.url);

/**
 * Puts the service's stack into an app.
 *
 * @param builtFolder holds the built `resolvers/` and `handlers/`; `dist` of the repository unless given.
 */
export function addRecourseStack(
  app: App,
  settings: Settings,
  builtFolder: string = fileURLToPath(new URL('dist', repository)),
): RecourseStack {
  return new RecourseStack(app, `recourse-${settings.stage}`, {
    description: 'Which remediation strategy will help this borrower?',
    env: { region: settings.region },
    settings,
    schemaFile: fileURLToPath(new URL('graphql/schema.graphql', repository)),
    builtFolder,
  });
}
