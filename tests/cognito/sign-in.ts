import { rm } from 'node:fs/promises';
import type { InitiateAuthCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type OpenCognito, openCognito } from './open-cognito.ts';
import { newStateFolder } from './state-folder.ts';
import { poolId, userPoolResources } from './user-pool.ts';

export const ana = { poolId, username: 'ana', password: 'correct-horse-1', groups: ['agent', 'admin'] };

// Set before each test of a file that calls `openForEachTest`.
let stateFolder: string;
export let open: OpenCognito;

/** Opens a Cognito with ana in it for each test of the file that calls it. */
export function openForEachTest(): void {
  beforeAll(async () => {
    stateFolder = await newStateFolder();
  });
  beforeEach(async () => {
    open = await openCognito(userPoolResources(), stateFolder);
    await open.cognito.ensureUser(ana);
  });
  afterEach(() => open.close());
  afterAll(() => rm(stateFolder, { recursive: true }));
}

/** Starts Cognito again on the same state, perhaps with other resources. */
export async function restart(resources = userPoolResources()): Promise<void> {
  await open.close();
  open = await openCognito(resources, stateFolder);
}

/** Signs in by the SDK and gives back the tokens. */
export async function signIn(
  parameters: Record<string, string>,
  flow: InitiateAuthCommandInput['AuthFlow'] = 'USER_PASSWORD_AUTH',
) {
  const { AuthenticationResult } = await open.initiateAuth(flow, parameters);
  if (AuthenticationResult === undefined) throw new Error('no AuthenticationResult');
  return AuthenticationResult;
}

/** Signs the user in that every test finds. */
export const signInAna = () => signIn({ USERNAME: ana.username, PASSWORD: ana.password });
