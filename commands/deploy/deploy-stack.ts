import { writeFileSync } from 'node:fs';
import { defaultSettings, type Settings } from '../../infra/settings.ts';
import { amplifyOutputs } from '../deployment/amplify-outputs.ts';
import type { StackOptions } from '../deployment/deployment-command.ts';
import { findStack } from '../deployment/find-stack.ts';
import { prepareAssembly } from './assembly.ts';
import { runCdk } from './cdk.ts';
import { findEnvironment, requireBootstrap } from './environment.ts';

/** How to deploy. */
export interface DeployOptions extends StackOptions {
  /** True when nobody is to be asked. */
  readonly yes: boolean;
}

/** In the folder of the command, which npm makes the repository's. */
const outputsFile = 'amplify_outputs.json';

/**
 * Deploys the stack to the account of the credentials, bootstrapped where it is not, and writes what front ends need.
 *
 * @throws Error when there are no credentials, when nobody agrees, or when the CDK CLI fails.
 */
export async function deployStack(settings: Settings, { context, yes }: DeployOptions): Promise<void> {
  requireOneRegion(settings.region, context);
  const environment = await findEnvironment(settings.region);
  const assembly = await prepareAssembly(settings, true);
  await requireBootstrap(environment, assembly, yes);
  console.error(`Deploying ${assembly.stackName} to the account ${environment.account} in ${settings.region}`);
  if (!yes && !process.stdin.isTTY)
    console.error('There is no terminal to ask on, so new rights end it; agree to them with --yes');
  const approval = yes ? 'never' : 'broadening';
  await runCdk(assembly.folder, ['deploy', assembly.stackName, '--require-approval', approval]);
  const outputs = await amplifyOutputs(await findStack(settings));
  writeFileSync(outputsFile, `${JSON.stringify(outputs, null, 2)}\n`);
  console.log(nextSteps(context));
}

/** Whoever has chosen a Region for the shell, and none for the stack, may take the one for the other. */
function requireOneRegion(region: string, context: DeployOptions['context']): void {
  const isChosen = context.region !== undefined || region !== defaultSettings.region;
  const shellRegion = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  if (isChosen || !shellRegion || shellRegion === region) return;
  throw new Error(`AWS_REGION is ${shellRegion}, the stack's Region ${region}; say which with -c region=NAME`);
}

function nextSteps(context: DeployOptions['context']): string {
  const settings = Object.entries(context).map(([name, value]) => ` -c '${name}=${value}'`);
  const options = settings.length > 0 ? ` --${settings.join('')}` : '';
  return `
Deployed; front ends find it by amplify_outputs.json. The first training has started and takes up to two hours; until it ends
the API answers ModelNotReady with the training's state.
  npm run status${options}
  npm run user -- EMAIL --group agent${settings.join('')}`;
}
