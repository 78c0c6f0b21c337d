import './start/environment.ts';
import { Command } from 'commander';
import { findRunning } from './start/running.ts';
import { fetchIdToken } from './start/sign-in.ts';

const { state } = new Command('npm run -s token --')
  .description('Prints a fresh ID token of the demo user; Recourse must be running.')
  .option('--state <folder>', 'where the running installation keeps its state', '.recourse')
  .allowExcessArguments(false)
  .parse()
  .opts<{ state: string }>();

async function printToken(): Promise<void> {
  const running = findRunning(state);
  if (!running) throw new Error(`Nothing runs from ${state}; start it with: npm start`);
  const { url, userPoolClientId: clientId, ...rest } = running;
  if (clientId === undefined) throw new Error('The API admits no app client without a secret');
  try {
    console.log(await fetchIdToken({ url, clientId, ...rest }));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Sign-in at ${url} failed (${reason}); is it still running? Start it with: npm start`, { cause });
  }
}

try {
  await printToken();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
