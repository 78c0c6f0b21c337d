import { chosenSettings } from './chosen-settings.ts';
import type { Deployment } from './deployment.ts';
import type { DeploymentOptions } from './deployment-command.ts';
import { findStack } from './find-stack.ts';
import { findLocalDeployment } from './local-deployment.ts';

/**
 * The stack that a command is about: the running local one with `--local`, else the one that the settings name.
 *
 * @throws Error saying what is not there and how to get it.
 */
export async function findDeployment({ local, state, context }: DeploymentOptions): Promise<Deployment> {
  return local ? findLocalDeployment(state) : findStack(chosenSettings(context));
}
