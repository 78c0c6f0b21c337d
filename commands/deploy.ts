import './start/environment.ts';
import type { DeployOptions } from './deploy/deploy-stack.ts';
import { chosenSettings } from './deployment/chosen-settings.ts';
import { runCommand, stackCommand } from './deployment/deployment-command.ts';

const command = stackCommand(
  'deploy',
  'Deploys the stack to the account of your AWS credentials, starts the first training there without waiting for it, and ' +
    'writes amplify_outputs.json for front ends. Its authors have not tried it on an account; docs/deploy.md has each step.',
)
  .option('--dry-run', 'print what would be created and what a month of it costs; needs no account', false)
  .option('--yes', 'agree to what would be asked: CDK bootstrap of the environment, and new rights', false);

async function deploy({ dryRun, ...options }: DeployOptions & { readonly dryRun: boolean }): Promise<void> {
  const settings = chosenSettings(options.context);
  // Each loads what the other, help and refusals do without.
  if (dryRun) return (await import('./deploy/preview.ts')).preview(settings);
  await (await import('./deploy/deploy-stack.ts')).deployStack(settings, options);
}

await runCommand(command.action(deploy));
