import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
  InitiateAuthCommand,
  type InitiateAuthCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { createLocalJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type Cognito, createCognito } from '../../local/cognito/cognito.ts';
import { createIam } from '../../local/iam/iam.ts';
import { type Served, serve } from '../../local/serve.ts';
import { accountId } from '../iam/roles.ts';
import { clientId, poolId, userPoolResources } from './user-pool.ts';

export const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`;
export const ana = { poolId, username: 'ana', password: 'correct-horse-1', groups: ['agent', 'admin'] };

// Set by the hooks below before each test.
let stateFolder: string;
export let cognito: Cognito;
export let served: Served;
export let client: CognitoIdentityProviderClient;

/** What the clock of Cognito shows, in milliseconds since 1970. */
export const clock = { now: 0 };

// The state is shared by the tests of a file: making keys anew for each is slow.
beforeAll(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), 'cognito-'));
});

beforeEach(async () => {
  clock.now = Date.parse('2026-03-01T12:00:00.500Z');
  await start();
  await cognito.ensureUser(ana);
});

afterEach(stop);

afterAll(() => rm(stateFolder, { recursive: true }));

/** Starts Cognito again on the same state, perhaps with other resources. */
export async function restart(resources = userPoolResources()): Promise<void> {
  await stop();
  await start(resources);
}

/** Signs in by the SDK and gives back the tokens. */
export async function signIn(
  parameters: Record<string, string>,
  flow: InitiateAuthCommandInput['AuthFlow'] = 'USER_PASSWORD_AUTH',
) {
  const input = { ClientId: clientId, AuthFlow: flow, AuthParameters: parameters };
  const { AuthenticationResult } = await client.send(new InitiateAuthCommand(input));
  if (AuthenticationResult === undefined) throw new Error('no AuthenticationResult');
  return AuthenticationResult;
}

/** Signs the user in that every test finds. */
export const signInAna = () => signIn({ USERNAME: ana.username, PASSWORD: ana.password });

/** The error that Cognito answered, as `Name: message`. */
export async function refusal(sent: Promise<unknown>): Promise<string> {
  const error = await sent.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof CognitoIdentityProviderServiceException)) throw new Error(`not refused: ${error}`);
  return `${error.name}: ${error.message}`;
}

/** The claims of a token whose signature, issuer and expiry are right. */
export async function claimsOf(token: string | undefined): Promise<JWTPayload> {
  const keys = createLocalJWKSet(cognito.jwks(poolId));
  const { payload } = await jwtVerify(token ?? '', keys, { issuer, currentDate: new Date(clock.now) });
  return payload;
}

async function start(resources = userPoolResources()): Promise<void> {
  const iam = createIam({ resources: [], accountId });
  const options = { resources, iam, stateFolder, region: 'us-east-1', clock: () => clock.now, log: () => {} };
  cognito = await createCognito(options);
  served = await serve(cognito.handle, { host: '127.0.0.1', port: 0 });
  client = new CognitoIdentityProviderClient({ region: 'us-east-1', endpoint: served.url });
}

async function stop(): Promise<void> {
  client.destroy();
  await served.close();
}
