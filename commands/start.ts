import './start/environment.ts';
import { isDamagedState } from '../local/damaged-state.ts';
import { formatRanking } from './start/answer.ts';
import { type Ending, endOnSignal } from './start/ending.ts';
import { readStartOptions, type StartOptions } from './start/options.ts';
import type { Started } from './start/run.ts';
import { retract } from './start/running.ts';
import { openState } from './start/state.ts';
import { clearStateFolder, takeStateFolder } from './start/state-folder.ts';
import { templateWelcome, welcome } from './start/welcome.ts';

async function main(options: StartOptions): Promise<void> {
  await takeStateFolder(options.state);
  if (options.reset) clearStateFolder(options.state);
  // One that was killed could not do so itself.
  retract(options.state);
  // A step may announce the cloud while it is closing.
  const ending = endOnSignal('Recourse', () => retract(options.state));
  try {
    await (options.template ? runApp(options.template, options, ending) : start(options, ending));
  } catch (error) {
    if (ending.begun) return;
    await ending.end();
    throw error;
  }
}

async function start(options: StartOptions, ending: Ending): Promise<void> {
  // Loads the whole local cloud, which help and refusals do without.
  const { startRecourse } = await import('./start/run.ts');
  const store = openState(options.state, (reason) => console.error(reason));
  const started = await startRecourse(options, store, ending.add);
  // What a start itself does is no part of a rehearsal.
  started.cloud.faults.put(options);
  print(started, options);
  if (options.once) await ending.end();
}

/** Runs somebody else's app. */
async function runApp(template: string, options: StartOptions, ending: Ending): Promise<void> {
  const { startTemplate } = await import('./start/run-template.ts');
  const store = openState(options.state, (reason) => console.error(reason));
  const cloud = await startTemplate(template, options, store, ending.add);
  cloud.faults.put(options);
  console.log(templateWelcome(cloud, options.state));
}

function print({ answer, cloud }: Started, { json, once, state }: StartOptions): void {
  if (json) console.log(answer.text);
  else console.log(formatRanking(answer.ranking));
  if (once) return;
  const lines = welcome(cloud, state);
  if (json) console.error(lines);
  else console.log(lines);
}

try {
  await main(readStartOptions(process.argv.slice(2)));
} catch (error) {
  const remedy = isDamagedState(error) ? '; start with --reset to begin anew' : '';
  console.error(`\nRecourse did not start: ${error instanceof Error ? error.message : String(error)}${remedy}`);
  process.exit(1);
}
