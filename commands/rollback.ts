import './start/environment.ts';
import { type DeploymentOptions, deploymentCommand, runCommand } from './deployment/deployment-command.ts';
import { findDeployment } from './deployment/find-deployment.ts';
import { findModel } from './deployment/model.ts';
import { runSql } from './deployment/run-sql.ts';

const command = deploymentCommand(
  'rollback',
  'Lets the version before the active one answer again, at once. The version that answered is withdrawn for good; a training ' +
    'makes a new one.',
);

async function rollBack(options: DeploymentOptions): Promise<void> {
  const deployment = await findDeployment(options);
  const withdrawn = await findModel(deployment);
  if (!withdrawn?.isActive) throw new Error('No version answers, so there is nothing to go back from');
  await runSql(deployment, 'model/roll_back.sql');
  const active = await findModel(deployment);
  if (!active || active.version === withdrawn.version) {
    throw new Error(`There is no version before ${withdrawn.version} to go back to; it still answers`);
  }
  console.log(`Version ${active.version} answers, version ${withdrawn.version} is withdrawn.`);
  console.log(`Version ${active.version} was ${active.evaluation}.`);
}

await runCommand(command.action(rollBack));
