import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecourse, type Recourse } from '../../client/recourse.ts';
import { readStartOptions, type StartOptions } from '../../commands/start/options.ts';
import { startRecourse } from '../../commands/start/run.ts';
import { demoSignIn, fetchIdToken } from '../../commands/start/sign-in.ts';
import { openState } from '../../commands/start/state.ts';
import type { LocalCloud } from '../../local/stack.ts';

/** A running system as a bench uses it. */
export interface Bench {
  readonly recourse: Recourse;
  readonly cloud: LocalCloud;
  readonly options: StartOptions;
  /** URL of the GraphQL API. */
  readonly endpoint: string;
  /** ID token of a user who may ask everything. */
  readonly token: string;
}

/** Starts the whole system on fresh state, as `npm start -- ARGS` would, for the time of `use`. */
export async function withRecourse<Result>(
  args: readonly string[],
  use: (bench: Bench) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'recourse-bench-'));
  try {
    // No bench measures the firewall's rate rule.
    const options = readStartOptions(['--state', folder, '--port', '0', '--rate-limit', '2000000000', ...args]);
    return await start(options, use);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function start<Result>(options: StartOptions, use: (bench: Bench) => Promise<Result>): Promise<Result> {
  const store = openState(options.state, console.error);
  const { cloud, endpoint } = await startRecourse(options, store);
  try {
    const token = await fetchIdToken(demoSignIn(cloud));
    return await use({ recourse: createRecourse({ endpoint, token }), cloud, options, endpoint, token });
  } finally {
    await cloud.close();
  }
}
