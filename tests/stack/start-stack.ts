import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readStartOptions } from '../../commands/start/options.ts';
import { startRecourse } from '../../commands/start/run.ts';
import { demoUsername } from '../../commands/start/running.ts';
import { fetchIdToken } from '../../commands/start/sign-in.ts';
import { openState } from '../../commands/start/state.ts';

/** The local cloud that a test run starts once, as its tests see it by `inject('stack')`. */
export interface Stack {
  readonly url: string;
  readonly endpoint: string;
  readonly demo: { readonly username: string; readonly password: string };
  /** ID token of the demo user, who is in all three groups. */
  readonly token: string;
  /** ID token of a user in the group `agent` only. */
  readonly agentToken: string;
  /** ID token of a user in no group. */
  readonly groupless: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    stack: Stack;
  }
}

/** Vitest's global setup: starts the local cloud as `npm start` does, on a small history and a free port. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const state = await mkdtemp(join(tmpdir(), 'recourse-tests-'));
  const store = openState(state, console.error);
  const options = readStartOptions(['--rows', '3000', '--port', '0', '--state', state]);
  const { cloud, endpoint } = await startRecourse(options, store);
  const password = store.current.demoPassword;
  const signIn = async (username: string, groups?: readonly string[]) => {
    if (groups) await cloud.ensureUser(username, password, groups);
    const { url, operator, userPoolClientId: clientId } = cloud;
    return fetchIdToken({ url, region: operator.region, clientId, username, password });
  };
  project.provide('stack', {
    url: cloud.url,
    endpoint,
    demo: { username: demoUsername, password },
    token: await signIn(demoUsername),
    agentToken: await signIn('agent', ['agent']),
    groupless: await signIn('groupless', []),
  });
  return async () => {
    await cloud.close();
    await rm(state, { recursive: true });
  };
}
