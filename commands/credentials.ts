import { Command } from 'commander';
import { awsShellLines } from './start/aws-shell.ts';
import { findRunning } from './start/running.ts';

const { state } = new Command('npm run -s credentials --')
  .description(
    'Prints what a shell needs to call the running installation as its administrator by the AWS CLI or an SDK.\n' +
      'Use it as: eval "$(npm run -s credentials)"',
  )
  .option('--state <folder>', 'where the running installation keeps its state', '.recourse')
  .allowExcessArguments(false)
  .parse()
  .opts<{ state: string }>();

function printCredentials(): void {
  const running = findRunning(state);
  if (!running) throw new Error(`Nothing runs from ${state}; start it with: npm start`);
  const { url, region, credentials, userPoolId, userPoolClientId } = running;
  const variables = { USER_POOL_ID: userPoolId, ...(userPoolClientId && { USER_POOL_CLIENT_ID: userPoolClientId }) };
  const lines = awsShellLines({ endpointVariable: 'AWS_ENDPOINT_URL', url, region, credentials, variables });
  console.log(lines.join('\n'));
}

try {
  printCredentials();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
