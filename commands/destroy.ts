import './start/environment.ts';
import { chosenSettings } from './deployment/chosen-settings.ts';
import { type DeploymentOptions, deploymentCommand, runCommand } from './deployment/deployment-command.ts';
import { destroyLocal } from './destroy/destroy-local.ts';
import { destroyStack } from './destroy/destroy-stack.ts';
import { keptData } from './start/state-folder.ts';

interface DestroyOptions extends DeploymentOptions {
  readonly keepData: boolean;
  readonly yes: boolean;
}

const command = deploymentCommand(
  'destroy',
  'Removes a stack and all that it leaves behind, after asking: the bucket with every version of its objects, the user pool ' +
    'with its users, the logs, and the loan history among the assets of CDK. What an earlier --keep-data has kept goes, too. ' +
    'With --local it ends the running cloud and removes its state folder. Its authors have not tried it on an account.',
)
  .option(
    '--keep-data',
    'keep the bucket with its objects, the user pool with its users and the loan history among the assets of CDK; tables and ' +
      `models of the warehouse go. With --local: keep ${keptData.join(', ')} of the state folder`,
    false,
  )
  .option('--yes', 'agree to what would be asked', false);

async function destroy({ local, state, context, ...options }: DestroyOptions): Promise<void> {
  await (local ? destroyLocal(state, options) : destroyStack(chosenSettings(context), options));
}

await runCommand(command.action(destroy));
