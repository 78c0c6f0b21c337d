import './start/environment.ts';
import { type DeploymentOptions, deploymentCommand, runCommand } from './deployment/deployment-command.ts';
import { findDeployment } from './deployment/find-deployment.ts';
import { createUser } from './user/create-user.ts';

interface UserOptions extends DeploymentOptions {
  readonly group: string;
}

const command = deploymentCommand(
  'user',
  'Makes a user, who chooses a password at the first sign-in. Cognito mails the temporary one; with --local it is printed.',
)
  .argument('<email>', 'address of the user, also the name to sign in with')
  .option('--group <name>', 'group of the user, which decides what they may ask', 'agent');

async function addUser(email: string, { group, ...options }: UserOptions): Promise<void> {
  const password = await createUser(await findDeployment(options), { email, group });
  const told = password ? `the temporary password ${password}` : 'the temporary password that Cognito has mailed';
  console.log(`${email}, in the group ${group}, signs in with ${told}.`);
}

await runCommand(command.action(addUser));
