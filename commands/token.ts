import './start/environment.ts';
import { Command } from 'commander';
import { demoUsername, findRunning } from './start/running.ts';
import { fetchIdToken } from './start/sign-in.ts';
import { openState } from './start/state.ts';

const { state } = new Command('npm run -s token --')
  .description('Prints a fresh ID token of the demo user; Recourse must be running.')
  .option('--state <folder>', 'where the running installation keeps its state', '.recourse')
  .parse()
  .opts<{ state: string }>();

const running = findRunning(state);
if (!running) {
  console.error(`Nothing runs from ${state}. Start it with: npm start`);
  process.exit(1);
}
const { demoPassword } = openState(state, console.error).current;
try {
  const { url, region, userPoolClientId: clientId } = running;
  console.log(await fetchIdToken({ url, region, clientId, username: demoUsername, password: demoPassword }));
} catch (error) {
  console.error(`Sign-in at ${running.url} failed: ${error instanceof Error ? error.message : error}`);
  console.error('Is it still running? Start it with: npm start');
  process.exit(1);
}
