import { isCodeChallenge } from './authorization-code.ts';
import { AuthorizationError } from './authorization-error.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import { repeatedName } from './form.ts';
import type { OAuthClient } from './oauth-client.ts';
import type { RedirectTarget } from './redirect.ts';

/** An app's request to have a user sign in, once it is found right. */
export interface AuthorizationRequest {
  readonly oauth: OAuthClient;
  readonly target: RedirectTarget;
  readonly responseType: 'code' | 'token';
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly prompts: ReadonlySet<string>;
  /** A name to fill in. */
  readonly loginHint: string | undefined;
}

type Refuse = (code: string, description: string) => AuthorizationError;

/**
 * Reads the parameters of `/oauth2/authorize` and `/login`:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 *
 * @throws AuthorizationError with a target once client and redirect_uri are known to belong together.
 */
export function readAuthorizationRequest(query: URLSearchParams, server: AuthorizationServer): AuthorizationRequest {
  const oauth = findClient(query, server);
  const target = readTarget(query, oauth);
  const refuse: Refuse = (code, description) => new AuthorizationError(code, description, target);

  const repeated = repeatedName(query);
  if (repeated !== undefined) throw refuse('invalid_request', `${repeated} is given twice`);
  const responseType = readResponseType(query, oauth, refuse);
  for (const name of ['idp_identifier', 'resource', 'request', 'request_uri']) {
    if (query.has(name)) throw refuse('invalid_request', `${name} is left out of the local Cognito`);
  }
  const provider = query.get('identity_provider') ?? 'COGNITO';
  if (provider !== 'COGNITO') throw refuse('invalid_request', `There is no identity provider ${provider}`);
  return {
    ...{ oauth, target, responseType },
    scopes: readScopes(query, oauth, refuse),
    nonce: query.get('nonce') ?? undefined,
    codeChallenge: readChallenge(query, refuse),
    prompts: readPrompts(query, refuse),
    loginHint: query.get('login_hint') ?? undefined,
  };
}

/** The client of a request to a browser's endpoint. Throws AuthorizationError when the pools with a domain have none such. */
export function findClient(query: URLSearchParams, { clients }: AuthorizationServer): OAuthClient {
  const [clientId = '', ...others] = query.getAll('client_id');
  const oauth = clients.get(clientId);
  if (oauth === undefined || others.length > 0) {
    throw new AuthorizationError('invalid_request', 'No such client_id', undefined, clientId);
  }
  return oauth;
}

function readTarget(query: URLSearchParams, oauth: OAuthClient): RedirectTarget {
  const { clientId } = oauth.client;
  const given = query.getAll('redirect_uri');
  const [uri] = given.length === 0 ? [oauth.defaultRedirectUrl] : given;
  // As it stands in the template, to the letter: whatever else would be an open redirect.
  if (uri === undefined || given.length > 1 || !oauth.callbackUrls.includes(uri)) {
    throw new AuthorizationError('redirect_mismatch', 'redirect_uri is not registered', undefined, clientId);
  }
  if (!oauth.signsInPoolUsers) {
    throw new AuthorizationError('login_unavailable', 'The client has no identity provider', undefined, clientId);
  }
  const inFragment = query.get('response_type') === 'token';
  return { uri, state: query.get('state') ?? undefined, inFragment };
}

function readResponseType(query: URLSearchParams, { flows }: OAuthClient, refuse: Refuse): 'code' | 'token' {
  const type = query.get('response_type');
  if (type !== 'code' && type !== 'token') throw refuse('invalid_request', 'response_type must be code or token');
  if (flows.has(type === 'code' ? 'code' : 'implicit')) return type;
  throw refuse('unauthorized_client', `AllowedOAuthFlows of the client does not have ${type}`);
}

function readScopes(query: URLSearchParams, { scopes }: OAuthClient, refuse: Refuse): readonly string[] {
  const asked = [...new Set((query.get('scope') ?? '').split(' ').filter((scope) => scope !== ''))];
  if (asked.length === 0) return scopes;
  const needsOpenid = asked.some((scope) => ['email', 'phone', 'profile'].includes(scope)) && !asked.includes('openid');
  // The documentation has the error invalid_scope; the service sends it as a description.
  if (needsOpenid || asked.some((scope) => !scopes.includes(scope))) throw refuse('invalid_request', 'invalid_scope');
  return asked;
}

function readChallenge(query: URLSearchParams, refuse: Refuse): string | undefined {
  const method = query.get('code_challenge_method');
  const challenge = query.get('code_challenge');
  if (method === null && challenge === null) return undefined;
  if (method !== 'S256') throw refuse('invalid_request', 'code_challenge_method must be S256');
  if (challenge !== null && isCodeChallenge(challenge)) return challenge;
  throw refuse('invalid_request', 'code_challenge is not 43 characters of base64url');
}

function readPrompts(query: URLSearchParams, refuse: Refuse): ReadonlySet<string> {
  const prompts = new Set((query.get('prompt') ?? '').split(' ').filter((prompt) => prompt !== ''));
  const unknown = [...prompts].find((prompt) => !['none', 'login', 'select_account', 'consent'].includes(prompt));
  if (unknown !== undefined) throw refuse('invalid_request', `There is no prompt ${unknown}`);
  if (prompts.has('none') && prompts.size > 1) throw refuse('invalid_request', 'prompt none stands alone');
  return prompts;
}
