import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AdminCreateUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { buildAll } from '../../build/build-all.ts';
import { createCognito } from '../../local/cognito/cognito.ts';
import { createIam } from '../../local/iam/iam.ts';
import { createPages } from '../../local/pages.ts';
import { serve } from '../../local/serve.ts';
import type { WebConfig } from '../../web/config.ts';
import { clientId, poolId, userPoolResources } from '../cognito/user-pool.ts';
import { type StandInState, standInApi } from './stand-in-api.ts';

const webFolder = fileURLToPath(new URL('../../dist/web', import.meta.url));
const region = 'us-east-1';

/** The user whom the page has filled in. */
const demo = { username: 'ada', password: 'correct-horse-1' };

const config: WebConfig = {
  graphqlEndpoint: '/graphql',
  cognitoEndpoint: '/',
  userPoolId: poolId,
  userPoolClientId: clientId,
  authFlow: 'USER_PASSWORD_AUTH',
  region,
  demo,
  homePage: 'index',
};

/** A page that a test drives, and the API behind it. */
export interface StandIn {
  readonly url: string;
  readonly state: StandInState;
  /** The page's configuration, for the next page that loads. */
  readonly config: { -readonly [Name in keyof WebConfig]: WebConfig[Name] };
  /** Puts the page's and the API's state back to where it began. */
  reset(): void;
  /** Makes a user who must choose a new password at the first sign-in. */
  invite(username: string, temporaryPassword: string): Promise<void>;
  close(): Promise<void>;
}

/** The built page beside the local Cognito and a stand-in API, whose state a test may change at any time. */
export async function startStandIn(): Promise<StandIn> {
  const stateFolder = await mkdtemp(join(tmpdir(), 'recourse-state-'));
  await buildAll({ only: ['web'] });
  const iam = createIam({ resources: [], accountId: '000000000000' });
  const resources = userPoolResources();
  const cognito = await createCognito({ resources, iam, stateFolder, region, log: console.error });
  await cognito.ensureUser({ poolId, ...demo, groups: ['agent'] });
  const state: StandInState = { ...healthy };
  const shown = { ...config };
  const api = standInApi(state);
  const pages = createPages(webFolder, () => shown);
  const { url, close } = await serve(
    (request) => {
      if (request.path === '/graphql') return api(request);
      return request.method === 'POST' ? cognito.handle(request) : pages(request);
    },
    { host: '127.0.0.1', port: 0 },
  );
  const administrator = new CognitoIdentityProviderClient({
    region,
    endpoint: url,
    credentials: iam.issueOperatorCredentials(),
  });
  return {
    url,
    state,
    config: shown,
    reset: () => {
      Object.assign(state, healthy);
      Object.assign(shown, config);
    },
    invite: async (Username, TemporaryPassword) => {
      await administrator.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username, TemporaryPassword }));
    },
    close: async () => {
      administrator.destroy();
      await close();
      await rm(stateFolder, { recursive: true });
    },
  };
}

const healthy: StandInState = {
  betterThanChance: true,
  failure: null,
  accepts: () => true,
  introspection: true,
};
