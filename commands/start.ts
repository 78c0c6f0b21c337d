import './start/environment.ts';
import { rmSync } from 'node:fs';
import type { LocalCloud } from '../local/stack.ts';
import { formatRanking } from './start/answer.ts';
import { readStartOptions, type StartOptions } from './start/options.ts';
import { type Started, startRecourse } from './start/run.ts';
import { retract } from './start/running.ts';
import { openState, type StateStore } from './start/state.ts';
import { welcome } from './start/welcome.ts';

async function main(options: StartOptions): Promise<void> {
  if (options.reset) rmSync(options.state, { recursive: true, force: true });
  const store = openState(options.state, (reason) => console.error(reason));
  const started = await startRecourse(options, store);
  endOnSignal(started.cloud, store);
  print(started, store, options);
  if (options.once) await end(started.cloud, store);
}

function print({ answer, cloud, endpoint }: Started, store: StateStore, { json, once, state }: StartOptions): void {
  if (json) console.log(answer.text);
  else console.log(formatRanking(answer.response));
  if (once) return;
  const lines = welcome({
    endpoint,
    url: cloud.url,
    state,
    password: store.current.demoPassword,
    notEmulated: cloud.notEmulated,
  });
  if (json) console.error(lines);
  else console.log(lines);
}

function endOnSignal(cloud: LocalCloud, store: StateStore): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void end(cloud, store).then(() => process.exit(0));
    });
  }
}

async function end(cloud: LocalCloud, store: StateStore): Promise<void> {
  retract(store.folder);
  await cloud.close();
}

try {
  await main(readStartOptions(process.argv.slice(2)));
} catch (error) {
  console.error(`\nRecourse did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
