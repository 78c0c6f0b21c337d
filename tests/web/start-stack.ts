import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStartOptions } from '../../commands/start/options.ts';
import { startRecourse } from '../../commands/start/run.ts';
import { demoUsername } from '../../commands/start/running.ts';
import { openState } from '../../commands/start/state.ts';

/** What a browser test needs to know about the stack it drives. */
export interface Stack {
  readonly url: string;
  readonly demo: { readonly username: string; readonly password: string };
  close(): Promise<void>;
}

/** Starts the local cloud as `npm start` does, on a small history and a free port. */
export async function startStack(): Promise<Stack> {
  const state = await mkdtemp(join(tmpdir(), 'recourse-page-'));
  const store = openState(state, console.error);
  const { cloud } = await startRecourse(readStartOptions(['--rows', '3000', '--port', '0', '--state', state]), store);
  return {
    url: cloud.url,
    demo: { username: demoUsername, password: store.current.demoPassword },
    close: async () => {
      await cloud.close();
      await rm(state, { recursive: true });
    },
  };
}
