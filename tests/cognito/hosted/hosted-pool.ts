import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Cognito, createCognito } from '../../../local/cognito/cognito.ts';
import { createIam } from '../../../local/iam/iam.ts';
import { type Served, serve } from '../../../local/serve.ts';
import type { Resource } from '../../../local/template/template.ts';
import { newStateFolder } from '../state-folder.ts';
import { poolId, resource } from '../user-pool.ts';
import { openBrowser } from './browser.ts';

export const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`;
export const callback = 'http://localhost:4000/callback';
export const afterLogout = 'http://localhost:4000/';
export const ana = { username: 'ana', password: 'correct-horse-1' };
export const secret = 'a secret: of the web app';

/** App clients by the kind of app that they are for. */
export const clients = {
  spa: '1spa',
  web: '2web',
  implicit: '3implicit',
  machine: '4machine',
  open: '5open',
  pageless: '6pageless',
  off: '7off',
} as const;

const code = {
  UserPoolId: poolId,
  ClientName: 'Till & Loan',
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email', 'profile', 'loans/read'],
  CallbackURLs: [callback, 'http://localhost:4000/callback?tenant=1', 'tillapp://signed-in'],
  LogoutURLs: [afterLogout],
  SupportedIdentityProviders: ['COGNITO'],
  PreventUserExistenceErrors: 'ENABLED',
};

/** A client of the pool; `properties` replace those of an app with the code grant. */
export function appClient(ref: string, properties: Record<string, unknown> = {}): Resource {
  const client = resource('AWS::Cognito::UserPoolClient', ref, { ...code, ...properties });
  return { ...client, attributes: { Name: ref, ClientSecret: secret } };
}

/** A pool with a domain, a resource server and a client of each kind. */
export const hostedResources: readonly Resource[] = [
  resource('AWS::Cognito::UserPool', poolId, {
    Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true } },
  }),
  resource('AWS::Cognito::UserPoolDomain', 'till', { UserPoolId: poolId, Domain: 'till' }),
  resource('AWS::Cognito::UserPoolResourceServer', 'loans', {
    UserPoolId: poolId,
    Identifier: 'loans',
    Scopes: [{ ScopeName: 'read', ScopeDescription: 'Reads loans' }],
  }),
  appClient(clients.spa),
  appClient(clients.web, { GenerateSecret: true, DefaultRedirectURI: callback }),
  appClient(clients.implicit, { AllowedOAuthFlows: ['implicit'] }),
  appClient(clients.machine, { GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'] }),
  appClient(clients.open, { PreventUserExistenceErrors: 'LEGACY', EnableTokenRevocation: false }),
  appClient(clients.pageless, { SupportedIdentityProviders: [] }),
  appClient(clients.off, { AllowedOAuthFlowsUserPoolClient: false }),
];

export const iam = createIam({ resources: [], accountId: '000000000000' });

// Set before the tests of a file that calls `serveHostedPool`.
let stateFolder: string;
export let cognito: Cognito;
export let served: Served;

/** What Cognito logged, a line each. */
export const logged: string[] = [];
/** What its clock shows, in milliseconds since 1970. */
export const clock = { now: 0 };

/** Serves the pool, with ana in it, to the tests of the file that calls it. */
export function serveHostedPool(): void {
  beforeAll(async () => {
    stateFolder = await newStateFolder();
    logged.length = 0;
    clock.now = Date.now();
    cognito = await openCognito(hostedResources);
    served = await serve(cognito.handle, { host: '127.0.0.1', port: 0 });
    await cognito.ensureUser({ poolId, username: ana.username, password: ana.password, groups: [] });
  });
  beforeEach(() => {
    clock.now = Date.now();
  });
  afterAll(async () => {
    await served.close();
    await rm(stateFolder, { recursive: true });
  });
}

/** Opens a Cognito of other resources beside the one that is served, with the same keys and users. */
export function openCognito(resources: readonly Resource[]): Promise<Cognito> {
  const log = (line: string) => void logged.push(line);
  return createCognito({ resources, iam, stateFolder, region: 'us-east-1', clock: () => clock.now, log });
}

/** The URL by which an app asks for a sign-in. */
export function authorizeUrl(clientId: string, parameters: Record<string, string | undefined> = {}): string {
  const all = { response_type: 'code', client_id: clientId, redirect_uri: callback, scope: 'openid', ...parameters };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${served.url}/oauth2/authorize?${new URLSearchParams(given)}`;
}

/** Signs ana in for a client and gives back where the browser is sent. */
export async function signInAna(url: string, browser = openBrowser(served.url)): Promise<URL> {
  const page = await browser.follow(url);
  const { location } = await browser.submit(page, { username: ana.username, password: ana.password });
  return new URL(location ?? '');
}
