/**
 * Stands for the domain of Amazon Cognito user pools: the hosted sign-in page with its OAuth 2.0 and OpenID Connect
 * endpoints, for the clients of every pool that has an `AWS::Cognito::UserPoolDomain`, at the root of the one local port.
 * Leaves out sign-up, forgotten passwords, MFA, other identity providers, resource binding, branding and other languages; codes
 * and browser sessions end with the process.
 */
import type { HttpHandler, HttpRequest, HttpResponse } from '../../http.ts';
import { propertiesOf } from '../../template/resource-properties.ts';
import type { Resource } from '../../template/template.ts';
import { createExpiringStore } from '../expiring-store.ts';
import type { OpenPool } from '../open-pool.ts';
import { AuthorizationError } from './authorization-error.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import { authorize } from './endpoints/authorize.ts';
import { showError } from './endpoints/error.ts';
import { login } from './endpoints/login.ts';
import { logout } from './endpoints/logout.ts';
import { revoke } from './endpoints/revoke.ts';
import { issueToken } from './endpoints/token.ts';
import { userInfo } from './endpoints/user-info.ts';
import { readOAuthClient } from './oauth-client.ts';
import { OAuthError } from './oauth-error.ts';
import { redirect, redirectToApp } from './redirect.ts';
import { readResourceScopes } from './resource-scopes.ts';

/** What the hosted pages are made from. */
export interface HostedOptions {
  readonly resources: readonly Resource[];
  readonly pools: readonly OpenPool[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly log: (line: string) => void;
}

/** The hosted pages of the pools that have a domain. */
export interface Hosted {
  readonly handle: HttpHandler;
  /** Whether the pool has a domain. */
  serves(poolId: string): boolean;
}

interface Endpoint {
  readonly methods: readonly string[];
  readonly answer: (request: HttpRequest, server: AuthorizationServer) => Promise<HttpResponse>;
}

/** Where a browser is sent by apps. */
const browserEndpoints: ReadonlyMap<string, Endpoint> = new Map([
  ['/oauth2/authorize', { methods: ['GET'], answer: authorize }],
  ['/login', { methods: ['GET', 'POST'], answer: login }],
  ['/logout', { methods: ['GET'], answer: logout }],
  ['/error', { methods: ['GET'], answer: showError }],
]);

/** What apps call themselves. */
const appEndpoints: ReadonlyMap<string, Endpoint> = new Map([
  ['/oauth2/token', { methods: ['POST'], answer: issueToken }],
  ['/oauth2/revoke', { methods: ['POST'], answer: revoke }],
  ['/oauth2/userInfo', { methods: ['GET', 'POST'], answer: userInfo }],
]);

/** Opens the hosted pages. Throws an error naming what of the clients' OAuth properties cannot run here. */
export function createHosted({ resources, pools, clock, log }: HostedOptions): Hosted {
  const domains = new Set(
    resources
      .filter(({ type }) => type === 'AWS::Cognito::UserPoolDomain')
      .map((domain) => propertiesOf(domain).requiredText('UserPoolId')),
  );
  const own = pools.filter(({ pool }) => domains.has(pool.poolId));
  const clients = own.flatMap((open) => {
    const scopes = readResourceScopes(resources, open.pool.poolId);
    return open.pool.clients.map((client) => readOAuthClient({ open, client }, scopes));
  });
  const server: AuthorizationServer = {
    pools: own,
    clients: new Map(clients.map((oauth) => [oauth.client.clientId, oauth])),
    codes: createExpiringStore(clock),
    sessions: createExpiringStore(clock),
    log,
  };
  return {
    handle: async (request) => (own.length === 0 ? notFound('No user pool has a domain') : answer(request, server)),
    serves: (poolId) => domains.has(poolId),
  };
}

async function answer(request: HttpRequest, server: AuthorizationServer): Promise<HttpResponse> {
  const forBrowsers = browserEndpoints.get(request.path);
  if (forBrowsers) return ofMethods(forBrowsers, request) ?? answerBrowser(forBrowsers, request, server);
  const forApps = appEndpoints.get(request.path);
  if (!forApps) return notFound(`${request.path} does not exist`);
  if (request.method === 'OPTIONS') return preflight(request, forApps);
  return ofMethods(forApps, request) ?? answerApp(forApps, request, server);
}

async function answerBrowser(endpoint: Endpoint, request: HttpRequest, server: AuthorizationServer) {
  try {
    return await endpoint.answer(request, server);
  } catch (error) {
    if (!(error instanceof AuthorizationError)) throw error;
    const { code, message, target, clientId } = error;
    if (target) return redirectToApp(target, { error_description: message, error: code });
    return redirect(
      `/error?${new URLSearchParams({ error: code, ...(clientId !== undefined && { client_id: clientId }) })}`,
    );
  }
}

async function answerApp(endpoint: Endpoint, request: HttpRequest, server: AuthorizationServer) {
  const shared = { 'access-control-allow-origin': '*', 'cache-control': 'no-store', pragma: 'no-cache' };
  const response = await endpoint.answer(request, server).catch(oauthError);
  return { ...response, headers: { ...shared, ...response.headers } };
}

function oauthError(error: unknown): HttpResponse {
  if (!(error instanceof OAuthError)) throw error;
  const { code, message, status } = error;
  const challenge = status === 401 ? { 'www-authenticate': 'Basic realm="oauth2"' } : {};
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...challenge },
    body: JSON.stringify({ error: code, error_description: message }),
  };
}

function preflight({ headers }: HttpRequest, { methods }: Endpoint): HttpResponse {
  return {
    status: 200,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': methods.join(', '),
      'access-control-allow-headers': headers['access-control-request-headers'] ?? 'authorization,content-type',
      'access-control-max-age': '172800',
    },
    body: '',
  };
}

function ofMethods({ methods }: Endpoint, { method }: HttpRequest): HttpResponse | undefined {
  if (methods.includes(method)) return undefined;
  return plain(405, 'Method Not Allowed', { allow: methods.join(', ') });
}

function notFound(reason: string): HttpResponse {
  return plain(404, `Not Found: ${reason}`);
}

function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' }, body: text };
}
