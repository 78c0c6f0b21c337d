import './start/environment.ts';
import { Command } from 'commander';
import { runCommand } from './deployment/deployment-command.ts';
import { awsShellLines } from './start/aws-shell.ts';
import { findRunning, type Running } from './start/running.ts';
import { fetchIdToken } from './start/sign-in.ts';

interface TokenOptions {
  readonly state: string;
  readonly aws: boolean;
}

const command = new Command('npm run -s token --')
  .description('Prints a fresh ID token of the demo user; Recourse must be running.')
  .option('--state <folder>', 'where the running installation keeps its state', '.recourse')
  .option(
    '--aws',
    'print instead what a shell needs to call the installation as its administrator by the AWS CLI or an SDK: ' +
      'eval "$(npm run -s token -- --aws)"',
    false,
  )
  .allowExcessArguments(false);

async function printToken({ state, aws }: TokenOptions): Promise<void> {
  const running = findRunning(state);
  if (!running) throw new Error(`Nothing runs from ${state}; start it with: npm start`);
  console.log(aws ? shellLines(running) : await idToken(running));
}

async function idToken({ url, userPoolClientId: clientId, ...rest }: Running): Promise<string> {
  if (clientId === undefined) throw new Error('The API admits no app client without a secret');
  try {
    return await fetchIdToken({ url, clientId, ...rest });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Sign-in at ${url} failed (${reason}); is it still running? Start it with: npm start`, { cause });
  }
}

function shellLines({ url, region, credentials, userPoolId, userPoolClientId }: Running): string {
  const variables = { USER_POOL_ID: userPoolId, ...(userPoolClientId && { USER_POOL_CLIENT_ID: userPoolClientId }) };
  return awsShellLines({ endpointVariable: 'AWS_ENDPOINT_URL', url, region, credentials, variables }).join('\n');
}

await runCommand(command.action(printToken));
