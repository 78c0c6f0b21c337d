import './start/environment.ts';
import { SFNClient } from '@aws-sdk/client-sfn';
import { prices } from '../infra/prices.ts';
import { type DeploymentOptions, deploymentCommand, runCommand } from './deployment/deployment-command.ts';
import { findDeployment } from './deployment/find-deployment.ts';
import { followTraining, startTraining } from './deployment/training.ts';

interface TrainOptions extends DeploymentOptions {
  readonly wait: boolean;
}

const command = deploymentCommand(
  'train',
  'Trains a new version of the model on the data in the bucket, and says which version answers then. ' +
    `On AWS one training takes up to two hours and costs up to $${prices.autoTraining.usd} in SageMaker; one that runs ` +
    'already is followed instead.',
).option('--no-wait', 'start the training and leave it alone');

async function train({ wait, ...options }: TrainOptions): Promise<void> {
  const deployment = await findDeployment(options);
  const client = new SFNClient(deployment.client);
  const { executionArn, isNew } = await startTraining(client, deployment.output('TrainingStateMachineArn'));
  console.error(isNew ? `Started ${executionArn}` : `Already under way: ${executionArn}`);
  if (!wait) return;
  const pollMs = deployment.isLocal ? 200 : 5_000;
  const onState = (name: string) => console.error(`${new Date().toTimeString().slice(0, 8)}  ${name}`);
  console.log(`Version ${await followTraining({ client, executionArn, pollMs, onState })} answers.`);
}

await runCommand(command.action(train));
