import '../../commands/start/environment.ts';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeProtectedHeader, type JWK } from 'jose';
import type { TestProject } from 'vitest/node';
import { readStartOptions } from '../../commands/start/options.ts';
import { startRecourse } from '../../commands/start/run.ts';
import { demoSignIn, fetchIdToken } from '../../commands/start/sign-in.ts';
import { openState } from '../../commands/start/state.ts';
import type { LocalCloud } from '../../local/stack.ts';

/** The local cloud that a test run starts once, as its tests see it by `inject('stack')`. */
export interface Stack {
  readonly url: string;
  readonly endpoint: string;
  /** Its state folder. */
  readonly state: string;
  readonly demo: LocalCloud['demo'];
  /** What an AWS SDK client needs to act as the account's administrator. */
  readonly operator: LocalCloud['operator'];
  /** ID token of the demo user, who is in all three groups. */
  readonly token: string;
  /** ID token of a user in the group `agent` only. */
  readonly agentToken: string;
  /** ID token of a user in no group. */
  readonly groupless: string;
  /** The user pool's private key for ID tokens, to forge what only the pool could sign. */
  readonly signingKey: JWK;
  readonly keyId: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    stack: Stack;
  }
}

/**
 * Vitest's global setup: starts the local cloud as `npm start` does, on a small history and a free port. With
 * `RECOURSE_URL` the contract is checked there, and nothing starts here.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env.RECOURSE_URL) return undefined;
  // The projects of a run that drive it share one.
  if (project.vitest.getProvidedContext().stack) return undefined;
  const state = await mkdtemp(join(tmpdir(), 'recourse-tests-'));
  const store = openState(state, console.error);
  const options = readStartOptions(['--rows', '3000', '--port', '0', '--state', state]);
  const { cloud, endpoint } = await startRecourse(options, store);
  const { demo } = cloud;
  const signIn = async (username: string, groups: readonly string[]) => {
    await cloud.ensureUser(username, demo.password, groups);
    return fetchIdToken({ ...demoSignIn(cloud), username });
  };
  const token = await fetchIdToken(demoSignIn(cloud));
  project.vitest.provide('stack', {
    url: cloud.url,
    endpoint,
    state,
    demo,
    operator: cloud.operator,
    token,
    signingKey: JSON.parse(await readFile(join(state, 'cognito.json'), 'utf8')).pools[0].idTokenKey,
    keyId: decodeProtectedHeader(token).kid ?? '',
    agentToken: await signIn('agent', ['agent']),
    groupless: await signIn('groupless', []),
  });
  return async () => {
    await cloud.close();
    await rm(state, { recursive: true });
  };
}
