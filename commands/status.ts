import './start/environment.ts';
import { Option } from 'commander';
import { amplifyOutputs } from './deployment/amplify-outputs.ts';
import type { Deployment } from './deployment/deployment.ts';
import { type DeploymentOptions, deploymentCommand, runCommand } from './deployment/deployment-command.ts';
import { explain } from './deployment/explain.ts';
import { findDeployment } from './deployment/find-deployment.ts';
import { findModel, type RegisteredModel } from './deployment/model.ts';
import { amplifyConfig, webConfig } from './status/front-end.ts';
import { trainingTable } from './status/training-table.ts';

interface StatusOptions extends DeploymentOptions {
  readonly amplifyOutputs: boolean;
  readonly webConfig: boolean;
}

const command = deploymentCommand(
  'status',
  'Tells how a stack stands: its endpoint, its trainings, the model that answers, and how to serve web/ against it. ' +
    'It asks the warehouse, which wakes for a minute on AWS.',
)
  .option('--amplify-outputs', 'print nothing but the amplify_outputs.json that front ends need', false)
  .addOption(
    new Option('--web-config', 'print nothing but the config.json that web/ needs')
      .default(false)
      .conflicts('amplifyOutputs'),
  );

async function status({ amplifyOutputs: isOutputsOnly, webConfig: isConfigOnly, ...options }: StatusOptions) {
  const deployment = await findDeployment(options);
  if (isOutputsOnly) return printJson(await amplifyOutputs(deployment));
  if (isConfigOnly) return printJson(webConfig(deployment));
  const { stackName, condition } = deployment;
  console.log(`Stack      ${stackName}, ${condition}`);
  // A stack that is not whole has none.
  console.log(`GraphQL    ${deployment.graphqlUrl}`);
  console.log(`Model      ${await modelLine(deployment)}`);
  console.log(`\n${await trainingTable(deployment)}\n\n${frontEnd(deployment)}`);
}

const printJson = (value: object) => console.log(JSON.stringify(value, null, 2));

async function modelLine(deployment: Deployment): Promise<string> {
  try {
    return describe(await findModel(deployment));
  } catch (error) {
    // The trainings tell most where the warehouse does not answer.
    process.exitCode = 1;
    return `not known: ${explain(error)}`;
  }
}

function describe(model: RegisteredModel | undefined): string {
  if (!model) return 'none; train one with npm run train';
  const { version, state, isActive, evaluation } = model;
  return isActive ? `version ${version} answers, ${evaluation}` : `none answers; version ${version} is ${state}`;
}

function frontEnd(deployment: Deployment): string {
  if (deployment.isLocal) {
    const config = JSON.stringify(amplifyConfig(deployment), null, 2);
    return `The web page is at ${deployment.cognitoUrl}. Amplify works on this cloud with:\nAmplify.configure(${config});`;
  }
  return `To serve the web page against it on http://localhost:4000/:
  npm run -s build -- --only web
  npm run -s status -- --web-config > dist/web/config.json
  npx serve -l 4000 dist/web`;
}

await runCommand(command.action(status));
